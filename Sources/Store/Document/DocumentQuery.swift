import Records

/// What to look for among a company's documents; nil is everything.
package struct DocumentQuery: Sendable {
  package var state: DocumentState?
  package var customer: CustomerID?
  package var contact: ContactID?
  /// Words that must all occur, each as any part of a word, without case: in the title, the file
  /// name, or the sender or the subject of the mail.
  package var text: String?
  /// The most documents, at least 1.
  package var limit: Int?

  package init(
    state: DocumentState? = nil, customer: CustomerID? = nil, contact: ContactID? = nil,
    text: String? = nil, limit: Int? = nil
  ) {
    self.state = state
    self.customer = customer
    self.contact = contact
    self.text = text
    self.limit = limit
  }

  /// Throws when the company has no such customer or contact; one that was removed it has.
  func list(of company: CompanyID, in transaction: Transaction) throws -> RecordList {
    try customer?.require(of: company, in: transaction)
    try contact?.require(of: company, in: transaction)
    return list(of: company)
  }

  func list(of company: CompanyID) -> RecordList {
    var conditions = SQLFilter()
    conditions.add("document.company =", company)
    conditions.add("document.state =", state)
    conditions.add("document.customer =", customer)
    conditions.add("document.contact =", contact)
    return RecordList(
      sql: """
        \(raw: Document.selectWithMail)\(conditions.sql)
        ORDER BY document.receivedAt DESC, document.id DESC
        """, limit: limit)
  }

  /// What the words of `text` are looked for in.
  static func searchable(_ row: SQLRow) -> String {
    ["title", "fileName", "mailSender", "mailSubject"]
      .compactMap { row[$0] as String? }.joined(separator: "\n")
  }
}
