import Foundation
import Records

/// Customers in the transaction, each change with its log entry.
extension Customer: ImportedRecord {
  init(row: SQLRow) {
    self.init(
      id: row["id"], company: row["company"],
      name: row["name"], businessID: row["businessID"], email: row["email"],
      phone: row["phone"], archived: row["archived"], externalID: row["externalID"])
  }

  /// By name.
  static func list(
    of company: CompanyID, _ page: ListPage<CustomerID>, in transaction: Transaction
  ) throws -> RecordList {
    let order = ListOrder(table: "customer", columns: ["nameKey", "id"])
    var filter = SQLFilter()
    filter.add("customer.company =", company)
    try filter.begin(order, after: page.after, in: transaction) { .notFound($0) }
    return RecordList(select, filter, order, limit: page.limit)
  }

  /// `new` is checked already.
  static func add(_ new: NewCustomer, _ change: RecordedChange) throws -> Customer {
    let transaction = change.transaction
    try transaction.run(
      """
      INSERT INTO customer (company, name, nameKey, businessID, email, phone, externalID)
      VALUES (\(change.company), \(new.name), \(SortKey(new.name)), \(new.businessID), \(new.email),
        \(new.phone), \(new.externalID))
      """)
    let id = transaction.inserted(CustomerID.self)
    let customer = try required(id, of: change.company, in: transaction)
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
    try change.transaction.run(
      """
      UPDATE customer
      SET name = \(edited.name), nameKey = \(SortKey(edited.name)),
        businessID = \(edited.businessID), email = \(edited.email), phone = \(edited.phone)
      WHERE id = \(id) AND company = \(company)
      """)
    try change.log(
      .customerEdited, Party(customer: id),
      change.voice.customerEdited(edited, changes))
    return true
  }
}
