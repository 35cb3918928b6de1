import GRDB
import Records

/// Something of one company that is found by its id; for other companies it does not exist.
protocol OwnedRecord {
  associatedtype ID: OwnedIdentifier

  var id: ID { get }
  /// Everything that it shows; conditions follow after it.
  static var select: String { get }
  /// The one with an id, of a company.
  static var byIDSQL: String { get }

  init(row: Row) throws
}

extension OwnedRecord {
  static var select: String { "SELECT * FROM \(ID.table)" }
  static var byIDSQL: String { select + " WHERE \(ID.table).id = ? AND \(ID.table).company = ?" }

  static func find(_ id: ID, of company: CompanyID, in database: Database) throws -> Self? {
    try Row.fetchOne(
      database.cachedStatement(sql: byIDSQL), arguments: [id.rawValue, company.rawValue]
    ).map(Self.init(row:))
  }

  /// Throws not found where the company has none with that id.
  static func required(_ id: ID, of company: CompanyID, in database: Database) throws -> Self {
    guard let found = try find(id, of: company, in: database) else {
      throw Refusal.notFound(id)
    }
    return found
  }
}

/// One that another system may have a name for, which is its own within the company.
protocol ImportedRecord: OwnedRecord {}

extension ImportedRecord {
  static var byExternalIDSQL: String {
    "SELECT * FROM \(ID.table) WHERE company = ? AND externalID = ?"
  }

  static func find(
    externalID: String, of company: CompanyID, in database: Database
  ) throws -> Self? {
    try Row.fetchOne(
      database.cachedStatement(sql: byExternalIDSQL), arguments: [company.rawValue, externalID]
    ).map(Self.init(row:))
  }

  static func refuseTaken(
    externalID: String?, of company: CompanyID, in database: Database
  ) throws {
    guard let externalID else { return }
    if let other = try find(externalID: externalID, of: company, in: database) {
      throw Refusal(.externalID, externalID, .taken(.by(other.id)))
    }
  }
}
