import Records

/// Changes of the company's hierarchy of groups.
extension ActingCompany {
  /// Makes the groups of a path that are missing, each with a log entry, and returns the last one.
  package func addGroup(path: String) async throws(StoreError) -> Group {
    let names = try StoreError.refusing(GroupName.path(path))
    guard names.count <= GroupTree.deepest else { throw StoreError(Self.tooDeep) }
    return try await change { change in
      let tree = try GroupTree(of: change.company, in: change.transaction)
      var (found, path): (GroupID?, String) = (nil, "")
      for name in names {
        if let child = tree.child(of: found, named: name) {
          (found, path) = (child, tree.path(of: child))
        } else {
          path += (path.isEmpty ? "" : "/") + name.text
          let added = try Self.insert(name, below: found, change)
          try change.log(.groupAdded, Party(), change.logText.groupAdded(path))
          try change.keep(.group(added, .added))
          found = added
        }
      }
      guard let found else { throw Refusal(.path, .text(.empty)) }
      return try GroupTree(of: change.company, in: change.transaction).required(found)
    }
  }

  /// Gives a group another name in its place; the same name again is not logged.
  package func renameGroup(_ group: GroupID, to name: String) async throws(StoreError) -> Group {
    let name = try StoreError.refusing(GroupName(name))
    return try await change { try Self.rename(group, to: name, $0) }
  }

  static func rename(
    _ group: GroupID, to name: GroupName, _ change: RecordedChange
  ) throws -> Group {
    let (id, transaction) = (change.company, change.transaction)
    let tree = try GroupTree(of: id, in: transaction)
    let old = try tree.required(group)
    guard old.name != name.text else { return old }
    try refuseTaken(name, below: old.parent, by: group, in: tree)
    try transaction.run(
      """
      UPDATE groupNode SET name = \(name.text), nameKey = \(name.key)
      WHERE id = \(group) AND company = \(id)
      """)
    let renamed = try GroupTree(of: id, in: transaction).required(group)
    try change.log(
      .groupRenamed, Party(), change.logText.groupRenamed(from: old.path, to: renamed.path))
    try change.keep(.group(group, .renamed(from: old.name, to: renamed.name)))
    return renamed
  }

  /// Hangs a group with all that is below it elsewhere; nil makes it a root.
  package func moveGroup(
    _ group: GroupID, below parent: GroupID?
  ) async throws(StoreError) -> Group {
    try await change { try Self.move(group, below: parent, $0) }
  }

  static func move(
    _ group: GroupID, below parent: GroupID?, _ change: RecordedChange
  ) throws -> Group {
    let (id, transaction) = (change.company, change.transaction)
    let tree = try GroupTree(of: id, in: transaction)
    let old = try tree.required(group)
    guard old.parent != parent else { return old }
    if let parent { try refuseCycle(group, below: tree.required(parent), in: tree) }
    try refuseTaken(GroupName(old.name), below: parent, by: group, in: tree)
    guard tree.level(of: parent) + tree.subtree(of: group).count <= GroupTree.deepest else {
      throw tooDeep
    }
    try transaction.run(
      "UPDATE groupNode SET parent = \(parent) WHERE id = \(group) AND company = \(id)")
    let moved = try GroupTree(of: id, in: transaction).required(group)
    try change.log(.groupMoved, Party(), change.logText.groupMoved(from: old.path, to: moved.path))
    try change.keep(.group(group, .moved(from: old.parent, to: parent)))
    return moved
  }

  /// Keeps the documents that come into the group from now on for so many years after their year;
  /// nil is as the group above has it. An edit that changes nothing is not logged.
  package func keepDocuments(
    of group: GroupID, years edit: Edit<Int?>
  ) async throws(StoreError) -> Group {
    if case .set(let years?) = edit, !(1...100).contains(years) {
      throw StoreError(Refusal(.keepYears, "\(years)", .number(.outOf(1...100))))
    }
    return try await change { try Self.keepDocuments(of: group, years: edit, $0) }
  }

  static func keepDocuments(
    of group: GroupID, years edit: Edit<Int?>, _ change: RecordedChange
  ) throws -> Group {
    let (id, transaction) = (change.company, change.transaction)
    let old = try GroupTree(of: id, in: transaction).required(group)
    let years = edit.applied(to: old.keepYears)
    guard old.keepYears != years else { return old }
    try transaction.run(
      "UPDATE groupNode SET keepYears = \(years) WHERE id = \(group) AND company = \(id)")
    try change.log(.companyEdited, Party(), change.logText.groupKept(old.path, years: years))
    try change.keep(.group(group, .kept(from: old.keepYears, to: years)))
    return try GroupTree(of: id, in: transaction).required(group)
  }

  /// Removes a group that nothing hangs on, and returns the group as it was.
  package func removeGroup(_ group: GroupID) async throws(StoreError) -> Group {
    try await change { try Self.remove(group, $0) }
  }

  static func remove(_ group: GroupID, _ change: RecordedChange) throws -> Group {
    let (id, transaction) = (change.company, change.transaction)
    let tree = try GroupTree(of: id, in: transaction)
    let old = try tree.required(group)
    let below = tree.subtree(of: group).joined().count - 1
    let documents = try count("document", of: group, change)
    let tasks = try count("task", of: group, change)
    guard below + documents + tasks == 0 else {
      throw Refusal(
        of: .record(group),
        .state(.groupInUse(groups: below, documents: documents, tasks: tasks)))
    }
    try transaction.run("DELETE FROM groupNode WHERE id = \(group) AND company = \(id)")
    try change.log(.groupRemoved, Party(), change.logText.groupRemoved(old.path))
    return old
  }

  private static func count(
    _ table: String, of group: GroupID, _ change: RecordedChange
  ) throws -> Int {
    try change.transaction.value(
      """
      SELECT count(*) FROM \(raw: table)
      WHERE company = \(change.company) AND groupNode = \(group)
      """) ?? 0
  }

  static let tooDeep = Refusal(.path, .place(.tooDeep(most: GroupTree.deepest)))

  static func insert(
    _ name: GroupName, below parent: GroupID?, _ change: RecordedChange
  ) throws -> GroupID {
    try change.transaction.run(
      """
      INSERT INTO groupNode (company, parent, name, nameKey)
      VALUES (\(change.company), \(parent), \(name.text), \(name.key))
      """)
    return change.transaction.inserted(GroupID.self)
  }

  private static func refuseTaken(
    _ name: GroupName, below parent: GroupID?, by group: GroupID, in tree: GroupTree
  ) throws(Refusal) {
    guard let other = tree.child(of: parent, named: name), other != group else { return }
    throw Refusal(
      of: .record(group), .path, .taken(.byGroup(other, path: tree.path(of: other))))
  }

  private static func refuseCycle(
    _ group: GroupID, below parent: Group, in tree: GroupTree
  ) throws(Refusal) {
    guard tree.subtree(of: group).joined().contains(parent.id) else { return }
    let fault = parent.id == group ? PlaceFault.groupInItself : .groupBelow(path: parent.path)
    throw Refusal(of: .record(group), .path, .place(fault))
  }
}
