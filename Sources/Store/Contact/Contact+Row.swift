import Records

/// Contacts in the transaction, each change with its log entry. None of the questions finds a
/// removed one; it has given its external id back.
extension Contact: ImportedRecord {
  static let hidden = "AND removed = 0"

  init(row: SQLRow) {
    self.init(
      id: row["id"], company: row["company"], companySlug: row["companySlug"],
      customer: row["customer"],
      texts: FieldTexts(row: row), externalID: row["externalID"])
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
    let customer = try Customer.required(customer, of: change.company, in: change.transaction)
    let contact = try insert(new, also: [("customer", customer.id.sqlValue)], change)
    try change.log(
      .contactAdded, contact.party, change.logText.contactAdded(contact, of: customer))
    return contact
  }

  /// Writes the contact as it is after an edit. False when that changes nothing; then nothing is
  /// logged either.
  @discardableResult
  func replace(with edited: Contact, _ change: RecordedChange) throws -> Bool {
    let changes = try update(to: edited, change)
    guard !changes.isEmpty else { return false }
    try change.log(.contactEdited, party, change.logText.contactEdited(edited, changes))
    return true
  }
}
