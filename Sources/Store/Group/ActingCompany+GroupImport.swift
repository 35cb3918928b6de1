import Records

/// Groups from a file.
extension ActingCompany {
  /// Adds the groups of paths, with those above them, that are missing; a path whose groups are
  /// there changes nothing. Rows are written in batches, see `ImportRun`.
  @discardableResult
  package func importGroups(
    _ batch: ImportBatch<ImportedTexts>, _ manner: ImportManner = ImportManner(),
    deliver: Delivery<ImportOutcome> = { _ in }
  ) async throws -> ImportOutcome {
    let (acting, rows) = (self, batch.rows)
    return try await ImportRun<ImportedTexts>(
      source: ImportSource(company: id, kind: .groups, file: batch.file), engine: scope.engine,
      now: now,
      open: {
        var rest = rows.makeIterator()
        return { () throws(StoreError) in rest.next().map(ImportLine.row) }
      },
      checker: { transaction in
        let change = try acting.recorded(in: transaction)
        var paths = GroupPaths(change)
        return { row in
          var faults = FieldFaults()
          let names = try faults.tried { try Self.names(of: row.fields) }
          let effect = try names.map { try paths.pretend($0) }
          return RowCheck(faults, effect ?? .unchanged)
        }
      },
      writer: { transaction in
        let change = try acting.recorded(in: transaction)
        var paths = GroupPaths(change)
        return { try paths.add(try Self.names(of: $0.fields)) }
      }, faults: batch.faults, manner: manner
    ).run(deliver)
  }

  private static func names(of texts: ImportedTexts) throws(Refusal) -> [GroupName] {
    let names = try GroupName.path(texts[.path] ?? "")
    guard names.count <= GroupTree.deepest else { throw tooDeep }
    return names
  }
}

/// The groups of paths, looked up one by one: a file may have as many as a tree is slow to be read.
private struct GroupPaths {
  private let change: RecordedChange
  /// The groups that were found or added; nil is one that would be added.
  private var known: [[String]: GroupID?] = [:]

  init(_ change: RecordedChange) { self.change = change }

  /// The effect that `add` would have.
  mutating func pretend(_ names: [GroupName]) throws -> ImportEffect {
    try walk(names) { _, _, _ in nil }
  }

  /// Adds the groups of a path that are missing, each with a log entry.
  mutating func add(_ names: [GroupName]) throws -> ImportEffect {
    let change = change
    return try walk(names) { name, parent, path in
      let id = try ActingCompany.insert(name, below: parent, change)
      try change.log(.groupAdded, Party(), change.logText.groupAdded(path))
      return id
    }
  }

  private mutating func walk(
    _ names: [GroupName],
    _ missing: (_ name: GroupName, _ below: GroupID?, _ path: String) throws -> GroupID?
  ) throws -> ImportEffect {
    var (effect, parent, key, path) = (ImportEffect.unchanged, GroupID?.none, [String](), "")
    var isThere = true
    for name in names {
      key.append(name.key)
      path += (path.isEmpty ? "" : "/") + name.text
      if let known = known[key] {
        (parent, isThere) = (known, known != nil)
      } else if isThere, let found = try find(name, below: parent) {
        (parent, known[key]) = (found, found)
      } else {
        effect = .added
        parent = try missing(name, parent, path)
        isThere = parent != nil
        known.updateValue(parent, forKey: key)
      }
    }
    return effect
  }

  private func find(_ name: GroupName, below parent: GroupID?) throws -> GroupID? {
    try change.transaction.value(
      """
      SELECT id FROM groupNode
      WHERE company = \(change.company) AND ifnull(parent, 0) = \(parent?.rawValue ?? 0)
        AND nameKey = \(name.key)
      """)
  }
}
