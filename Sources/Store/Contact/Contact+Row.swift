import Records

/// Contacts in the transaction, each change with its log entry. A removed one is found by nobody
/// but who restores it, and as the one that it was merged into.
extension Contact: PartyRecord {
  static let hidden = "AND removed = 0"

  init(row: SQLRow) {
    self.init(
      id: row["id"], company: row["company"], companySlug: row["companySlug"],
      customer: row["customer"], texts: FieldTexts(row: row), removed: row["removed"],
      mergedInto: row["mergedInto"])
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
    _ new: NewContact, to customer: Customer, _ change: RecordedChange
  ) throws -> Contact {
    let contact = try insert(new, also: [("customer", customer.id.sqlValue)], change)
    try change.log(
      .contactAdded, contact.party, change.logText.contactAdded(contact, of: customer))
    return contact
  }

  /// Writes the contact as it is after an edit; its documents and tasks follow it to another
  /// customer. False when the edit changes nothing; then nothing is logged either.
  @discardableResult
  func replace(with edited: Contact, _ change: RecordedChange) throws -> Bool {
    var changes = try update(to: edited, change)
    if edited.customer != customer {
      try change.transaction.run(
        """
        UPDATE contact SET customer = \(edited.customer)
        WHERE id = \(id) AND company = \(change.company)
        """)
      try changes.note(party, edited.party, of: change.company, in: change.transaction)
    }
    guard !changes.isEmpty else { return false }
    try change.log(.contactEdited, edited.party, change.logText.contactEdited(edited, changes))
    try change.keep(
      .contact(
        back: FieldEdits(to: self, from: edited), forth: FieldEdits(to: edited, from: self),
        from: customer, to: edited.customer))
    return true
  }
}
