import Records

/// The company's hierarchy of groups. What hangs on a group names it by its id, and so keeps
/// hanging there when the group is renamed or moved.
extension CompanyScope {
  /// Depth-first, siblings by name.
  package func groups(
    page: ListPage<GroupID> = ListPage()
  ) async throws(StoreError) -> [Group] {
    let id = id
    return try await engine.read { try GroupTree(of: id, in: $0).groups(page) }
  }

  /// Makes the groups of a path that are missing, and returns the last one.
  package func addGroup(path: String) async throws(StoreError) -> Group {
    let id = id
    let names = try StoreError.refusing(GroupName.path(path))
    guard names.count <= GroupTree.deepest else { throw CompanyScope.tooDeep }
    return try await engine.write { transaction in
      _ = try Company.required(id, in: transaction)
      let tree = try GroupTree(of: id, in: transaction)
      var found: GroupID?
      var isKnown = true
      for name in names {
        let child = isKnown ? tree.child(of: found, named: name) : nil
        isKnown = child != nil
        found = try child ?? CompanyScope.insert(name, below: found, of: id, in: transaction)
      }
      guard let found else { throw Refusal(.path, .text(.empty)) }
      return try GroupTree(of: id, in: transaction).required(found)
    }
  }

  /// Gives a group another name in its place.
  package func renameGroup(
    _ group: GroupID, to name: String
  ) async throws(StoreError) -> Group {
    let id = id
    let name = try StoreError.refusing(GroupName(name))
    return try await engine.write { transaction in
      let tree = try GroupTree(of: id, in: transaction)
      let old = try tree.required(group)
      try CompanyScope.refuseTaken(name, below: old.parent, by: group, in: tree)
      try transaction.run(
        """
        UPDATE groupNode
        SET name = \(name.text), nameKey = \(name.key)
        WHERE id = \(group) AND company = \(id)
        """)
      return try GroupTree(of: id, in: transaction).required(group)
    }
  }

  /// Hangs a group with all that is below it elsewhere; nil makes it a root.
  package func moveGroup(
    _ group: GroupID, below parent: GroupID?
  ) async throws(StoreError) -> Group {
    let id = id
    return try await engine.write { transaction in
      let tree = try GroupTree(of: id, in: transaction)
      let old = try tree.required(group)
      guard old.parent != parent else { return old }
      if let parent { try CompanyScope.refuseCycle(group, below: tree.required(parent), in: tree) }
      try CompanyScope.refuseTaken(GroupName(old.name), below: parent, by: group, in: tree)
      guard tree.level(of: parent) + tree.subtree(of: group).count <= GroupTree.deepest else {
        throw CompanyScope.tooDeep
      }
      try transaction.run(
        "UPDATE groupNode SET parent = \(parent) WHERE id = \(group) AND company = \(id)")
      return try GroupTree(of: id, in: transaction).required(group)
    }
  }

  private static let tooDeep = StoreError(
    Refusal(.path, .place(.tooDeep(most: GroupTree.deepest))))

  private static func insert(
    _ name: GroupName, below parent: GroupID?, of company: CompanyID, in transaction: Transaction
  ) throws -> GroupID {
    try transaction.run(
      """
      INSERT INTO groupNode (company, parent, name, nameKey)
      VALUES (\(company), \(parent), \(name.text), \(name.key))
      """)
    return transaction.inserted(GroupID.self)
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
