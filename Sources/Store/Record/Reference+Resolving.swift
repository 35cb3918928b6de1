import Records

extension Reference where ID: PartyIdentifier {
  /// The record that is meant by now: one that was merged is taken as the one that it went into.
  /// `field` is where the record was named. Throws where the company has none, or several of the
  /// name; of archived and removed ones it has those that are named by id.
  func resolved(
    of company: CompanyID, in transaction: Transaction, _ field: RecordField? = ID.kind.field,
    among fits: ([ID]) throws -> [ID] = { $0 }
  ) throws -> ID {
    try named(of: company, in: transaction, field, among: fits).survivor(
      of: company, in: transaction, field)
  }

  /// All ids that the record has by now, see `PartyIdentifier.merged`.
  func merged(of company: CompanyID, in transaction: Transaction) throws -> [ID] {
    try resolved(of: company, in: transaction).merged(of: company, in: transaction)
  }

  /// The record of that id or name, which may have been merged since. An id isn't looked for.
  /// `fits` tells which of several of the name are meant.
  func named(
    of company: CompanyID, in transaction: Transaction, _ field: RecordField? = ID.kind.field,
    among fits: ([ID]) throws -> [ID] = { $0 }
  ) throws -> ID {
    switch self {
    case .id(let id): return id
    case .externalID(let name):
      guard let id = try ID.find(externalID: name, of: company, in: transaction) else {
        throw notFound(field)
      }
      return id
    case .name(let name):
      var ids = try ID.find(name: name, of: company, in: transaction)
      if ids.count > 1 { ids = try fits(ids) }
      guard let id = ids.first else { throw notFound(field) }
      guard ids.count == 1 else {
        throw Refusal(of: nil, field, given: name, .name(.shared(ids.map(\.rawValue))))
      }
      return id
    }
  }
}

extension PartyIdentifier {
  /// The record that another system calls so; where none has the name any more, the one that had it
  /// when it was merged into another.
  static func find(
    externalID: String, of company: CompanyID, in transaction: Transaction
  ) throws -> Self? {
    let isNamed: SQL = "company = \(company) AND externalID = \(externalID)"
    let own = try transaction.value(
      "SELECT id FROM \(raw: table) WHERE \(isNamed) AND \(raw: isNamedOnce)", as: Self.self)
    if let own { return own }
    return try transaction.value(
      """
      SELECT id FROM \(raw: table) WHERE \(isNamed) AND mergedInto IS NOT NULL
      ORDER BY id DESC LIMIT 1
      """)
  }

  /// The ids of those that have a name, whatever the case, and meet a further condition: that they
  /// weren't put away, where nothing else is said.
  static func find(
    name: String, of company: CompanyID, in transaction: Transaction,
    where condition: String = "\(away) = 0"
  ) throws -> [Self] {
    let (folded, keys) = (TextWords.folded(name), SortKey.alike(name))
    var ids: [Self] = []
    try transaction.forEach(
      """
      SELECT id, name FROM \(raw: table)
      WHERE company = \(company) AND nameKey >= \(keys.lowerBound) AND nameKey < \(keys.upperBound)
        AND \(raw: condition)
      """
    ) { row in
      if TextWords.folded(row["name"]) == folded { ids.append(row["id"]) }
    }
    return ids.sorted { $0.rawValue < $1.rawValue }
  }
}
