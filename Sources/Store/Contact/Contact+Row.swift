import Foundation
import GRDB
import Records

/// Contacts in the database, each change with its log entry. None of the questions finds a removed
/// one; it has given its external id back.
extension Contact: ImportedRecord {
  static let byIDSQL = "SELECT * FROM contact WHERE id = ? AND company = ? AND removed = 0"
  static let listSQL = "SELECT * FROM contact WHERE company = ? AND removed = 0 ORDER BY name, id"
  static let ofCustomerSQL =
    "SELECT * FROM contact WHERE company = ? AND customer = ? AND removed = 0"

  init(row: Row) {
    self.init(
      id: ContactID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      customer: CustomerID(rawValue: row["customer"]), name: row["name"], role: row["role"],
      email: row["email"], phone: row["phone"], externalID: row["externalID"])
  }

  /// By name, of one customer or of all.
  static func all(
    of company: CompanyID, customer: CustomerID?, in database: Database
  ) throws -> [Contact] {
    guard let customer else {
      return try Row.fetchAll(
        database.cachedStatement(sql: listSQL), arguments: [company.rawValue]
      ).map(Contact.init(row:))
    }
    // One customer has few, so they come along the index of its contacts and are sorted here.
    return try Row.fetchAll(
      database.cachedStatement(sql: ofCustomerSQL),
      arguments: [company.rawValue, customer.rawValue]
    ).map(Contact.init(row:)).sorted { ($0.name, $0.id.rawValue) < ($1.name, $1.id.rawValue) }
  }

  /// `new` is checked already.
  static func add(
    _ new: NewContact, to customer: CustomerID, _ change: RecordedChange
  ) throws -> Contact {
    let database = change.database
    let customer = try Customer.required(customer, of: change.company, in: database)
    try database.cachedStatement(
      sql: """
        INSERT INTO contact (company, customer, name, role, email, phone, externalID)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      change.company.rawValue, customer.id.rawValue, new.name, new.role, new.email, new.phone,
      new.externalID,
    ])
    let id = ContactID(rawValue: database.lastInsertedRowID)
    let contact = try required(id, of: change.company, in: database)
    try change.log(
      .contactAdded, contact.party, change.voice.contactAdded(contact, of: customer))
    return contact
  }

  /// Writes the contact as it is after an edit. False when that changes nothing; then nothing is
  /// logged either.
  @discardableResult
  func replace(with edited: Contact, _ change: RecordedChange) throws -> Bool {
    let changes = changes(to: edited)
    guard !changes.isEmpty else { return false }
    try change.database.cachedStatement(
      sql: """
        UPDATE contact SET name = ?, role = ?, email = ?, phone = ? WHERE id = ? AND company = ?
        """
    ).execute(arguments: [
      edited.name, edited.role, edited.email, edited.phone, id.rawValue, company.rawValue,
    ])
    try change.log(
      .contactEdited, party, change.voice.contactEdited(edited, changes))
    return true
  }
}
