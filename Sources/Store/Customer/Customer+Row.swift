import Foundation
import GRDB
import Records

/// Customers in the database, each change with its log entry.
extension Customer: ImportedRecord {
  static let listSQL = "SELECT * FROM customer WHERE company = ? ORDER BY name, id"

  init(row: Row) {
    self.init(
      id: CustomerID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      name: row["name"], businessID: row["businessID"], email: row["email"],
      phone: row["phone"], archived: row["archived"], externalID: row["externalID"])
  }

  /// `new` is checked already.
  static func add(_ new: NewCustomer, _ change: RecordedChange) throws -> Customer {
    let database = change.database
    try database.cachedStatement(
      sql: """
        INSERT INTO customer (company, name, businessID, email, phone, externalID)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      change.company.rawValue, new.name, new.businessID, new.email, new.phone, new.externalID,
    ])
    let id = CustomerID(rawValue: database.lastInsertedRowID)
    let customer = try required(id, of: change.company, in: database)
    try change.log(
      .customerAdded, Party(customer: id), change.voice.customerAdded(customer))
    return customer
  }

  /// Writes the customer as it is after an edit. False when that changes nothing; then nothing is
  /// logged either.
  @discardableResult
  func replace(with edited: Customer, _ change: RecordedChange) throws -> Bool {
    let changes = changes(to: edited)
    guard !changes.isEmpty else { return false }
    try change.database.cachedStatement(
      sql: """
        UPDATE customer SET name = ?, businessID = ?, email = ?, phone = ?
        WHERE id = ? AND company = ?
        """
    ).execute(arguments: [
      edited.name, edited.businessID, edited.email, edited.phone, id.rawValue, company.rawValue,
    ])
    try change.log(
      .customerEdited, Party(customer: id),
      change.voice.customerEdited(edited, changes))
    return true
  }
}
