import Records

/// The id of a customer or a contact: of what is put away and brought back, and merged into others
/// of its kind.
protocol PartyIdentifier: OwnedIdentifier, SQLConvertible {
  /// The column that says that a record was put away.
  static var away: String { get }
  /// The condition of the records of which no two have the same name in another system.
  static var isNamedOnce: String { get }
}

extension CustomerID: PartyIdentifier {
  static let away = "archived"
  static let isNamedOnce = "mergedInto IS NULL"
}

extension ContactID: PartyIdentifier {
  static let away = "removed"
  static let isNamedOnce = "removed = 0"
}

extension PartyIdentifier {
  /// The record that this one is by now: itself, or the one that it was merged into in the end.
  /// `field` is where the record was named. Throws not found where the company has none; archived
  /// and removed ones it has.
  func survivor(
    of company: CompanyID, in transaction: Transaction, _ field: RecordField? = Self.kind.field
  ) throws -> Self {
    var id = self
    while true {
      let row = try transaction.row(
        """
        SELECT mergedInto FROM \(raw: Self.table) WHERE id = \(id) AND company = \(company)
        """)
      guard let row else { throw Refusal.notFound(id, field) }
      guard let next = row["mergedInto"] as Self? else { return id }
      id = next
    }
  }

  /// All ids that the record has: its own, and those of the records that were merged into it, at
  /// whatever remove.
  func merged(of company: CompanyID, in transaction: Transaction) throws -> [Self] {
    var (all, last) = ([self], [self])
    while !last.isEmpty {
      last = try transaction.values(
        """
        SELECT id FROM \(raw: Self.table)
        WHERE company = \(company) AND mergedInto IN \(oneOf: last)
        """)
      all += last
    }
    return all
  }
}
