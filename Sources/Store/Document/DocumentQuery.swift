import Records

/// The conditions of a search among a company's documents; nil is any.
package struct DocumentQuery: Sendable {
  package var state: DocumentState?
  package var customer: CustomerID?
  package var contact: ContactID?
  /// Words that must all occur, each as any part of a word, without case: in the title, the file
  /// name, or the sender or the subject of the mail.
  package var text: String?

  package init(
    state: DocumentState? = nil, customer: CustomerID? = nil, contact: ContactID? = nil,
    text: String? = nil
  ) {
    self.state = state
    self.customer = customer
    self.contact = contact
    self.text = text
  }

  /// Throws when the company has no such customer or contact; one that was removed it has.
  func list(
    of company: CompanyID, _ page: ListPage<DocumentID>, in transaction: Transaction
  ) throws -> RecordList {
    try customer?.require(of: company, in: transaction)
    try contact?.require(of: company, in: transaction)
    let order = ListOrder(
      table: "document", columns: ["receivedAt", "id"], isDescending: true)
    var conditions = SQLFilter()
    conditions.add("document.company =", company)
    try conditions.begin(order, after: page.after, in: transaction) { .notFound($0) }
    conditions.add("document.state =", state)
    conditions.add("document.customer =", customer)
    conditions.add("document.contact =", contact)
    return RecordList(Document.selectWithMail, conditions, order, limit: page.limit)
  }

  /// The text that the words of `text` are looked for in.
  static func searchable(_ row: SQLRow) -> String {
    ["title", "fileName", "mailSender", "mailSubject"]
      .compactMap { row[$0] as String? }.joined(separator: "\n")
  }
}
