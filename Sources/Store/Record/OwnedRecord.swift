import Records

/// Something of one company that is found by its id; for other companies it does not exist.
protocol OwnedRecord {
  associatedtype ID: OwnedIdentifier & SQLConvertible

  var id: ID { get }
  /// Everything that it shows; conditions follow after it.
  static var select: String { get }
  /// A further condition, with AND before it, of the rows that are found by their id; or empty.
  static var hidden: String { get }

  init(row: SQLRow) throws
}

extension OwnedRecord {
  static var select: String { "SELECT \(ID.table).*, \(companySlug) FROM \(ID.table)" }

  /// The column `companySlug`.
  static var companySlug: String {
    "(SELECT slug FROM company WHERE company.id = \(ID.table).company) AS companySlug"
  }
  static var hidden: String { "" }

  static func find(_ id: ID, of company: CompanyID, in transaction: Transaction) throws -> Self? {
    try transaction.row(
      """
      \(raw: select) WHERE \(raw: ID.table).id = \(id) AND \(raw: ID.table).company = \(company)
      \(raw: hidden)
      """
    ).map(Self.init(row:))
  }

  /// Throws not found where the company has none with that id.
  static func required(
    _ id: ID, of company: CompanyID, in transaction: Transaction
  ) throws -> Self {
    guard let found = try find(id, of: company, in: transaction) else {
      throw Refusal.notFound(id)
    }
    return found
  }
}
