import Foundation
import Records

/// Contacts in the transaction, each change with its log entry. None of the questions finds a
/// removed one; it has given its external id back.
extension Contact: ImportedRecord {
  static let hidden = "AND removed = 0"

  init(row: SQLRow) {
    self.init(
      id: row["id"], company: row["company"],
      customer: row["customer"], name: row["name"], role: row["role"],
      email: row["email"], phone: row["phone"], externalID: row["externalID"])
  }

  /// By name, of one customer or of all.
  static func list(
    of company: CompanyID, customer: CustomerID?, _ page: ListPage<ContactID>,
    in transaction: Transaction
  ) throws -> RecordList {
    let order = ListOrder(table: "contact", columns: ["nameKey", "id"])
    var filter = SQLFilter()
    filter.add("contact.company =", company)
    filter.add("contact.removed = 0")
    try filter.begin(order, after: page.after, in: transaction) { .notFound($0) }
    filter.add("contact.customer =", customer)
    return RecordList(select, filter, order, limit: page.limit)
  }

  /// `new` is checked already.
  static func add(
    _ new: NewContact, to customer: CustomerID, _ change: RecordedChange
  ) throws -> Contact {
    let transaction = change.transaction
    let customer = try Customer.required(customer, of: change.company, in: transaction)
    try transaction.run(
      """
      INSERT INTO contact (company, customer, name, nameKey, role, email, phone, externalID)
      VALUES (\(change.company), \(customer.id), \(new.name), \(SortKey(new.name)), \(new.role),
        \(new.email), \(new.phone), \(new.externalID))
      """)
    let contact = try required(transaction.inserted(), of: change.company, in: transaction)
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
    try change.transaction.run(
      """
      UPDATE contact
      SET name = \(edited.name), nameKey = \(SortKey(edited.name)), role = \(edited.role),
        email = \(edited.email), phone = \(edited.phone)
      WHERE id = \(id) AND company = \(company)
      """)
    try change.log(
      .contactEdited, party, change.voice.contactEdited(edited, changes))
    return true
  }
}
