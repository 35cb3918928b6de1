import Records

/// Customers in the transaction, each change with its log entry.
extension Customer: PartyRecord {
  init(row: SQLRow) {
    self.init(
      id: row["id"], company: row["company"], companySlug: row["companySlug"],
      texts: FieldTexts(row: row), archived: row["archived"], mergedInto: row["mergedInto"])
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
    let customer = try insert(new, change)
    try change.log(
      .customerAdded, Party(customer: customer.id), change.logText.customerAdded(customer))
    return customer
  }

  /// Writes the customer as it is after an edit. False when that changes nothing; then nothing is
  /// logged either.
  @discardableResult
  func replace(with edited: Customer, _ change: RecordedChange) throws -> Bool {
    let changes = try update(to: edited, change)
    guard !changes.isEmpty else { return false }
    try change.log(
      .customerEdited, Party(customer: id), change.logText.customerEdited(edited, changes))
    try change.keep(
      .customer(
        back: FieldEdits(to: self, from: edited), forth: FieldEdits(to: edited, from: self)))
    return true
  }
}
