import Records

/// The conditions of a search among a company's documents; nil is any.
package struct DocumentQuery: Sendable {
  package var state: DocumentState?
  package var customer: Reference<CustomerID>?
  package var contact: Reference<ContactID>?
  /// A group, as its tree knows it by a text; what is below it belongs to it.
  package var group: String?
  /// Words that must all occur in the sender of the mail.
  package var sender: String?
  /// The first and the last day of receipt, in the company's zone.
  package var from: CivilDate?
  package var to: CivilDate?
  /// Documents whose last day to be kept is before that day.
  package var keptUntilBefore: CivilDate?
  /// Leaves those out that are archived.
  package var leavesArchivedOut = false
  /// Words that must all occur, each as any part of a word, without case: in the title, the notes,
  /// the file name, or the sender or the subject of the mail.
  package var text: String?

  package init(
    state: DocumentState? = nil, customer: CustomerID? = nil, contact: ContactID? = nil,
    text: String? = nil
  ) {
    self.state = state
    self.customer = customer.map(Reference.id)
    self.contact = contact.map(Reference.id)
    self.text = text
  }

  /// Throws when the company has no such customer, contact
  /// or group; those that were removed it has.
  func list(
    of company: CompanyID, _ page: ListPage<DocumentID>, in transaction: Transaction
  ) throws -> RecordList {
    let groups = try group.map { text in
      let tree = try GroupTree(of: company, in: transaction)
      return Array(tree.subtree(of: try tree.required(named: text)).joined())
    }
    let few = try groups.flatMap { try Self.few(in: $0, of: company, in: transaction) }
    let order =
      keptUntilBefore == nil
      ? ListOrder(table: "document", columns: ["receivedAt", "id"], isDescending: true)
      : ListOrder(table: "document", columns: ["keepUntil", "id"])
    var conditions = SQLFilter()
    // With the sign the company's own indexes, which have the order, are out of the question.
    conditions.add(few == nil ? "document.company =" : "+document.company =", company)
    conditions.add("document.keepUntil <", keptUntilBefore)
    try conditions.begin(order, after: page.after, in: transaction) { .notFound($0) }
    conditions.add("document.state =", state)
    if leavesArchivedOut { conditions.add("document.state <> 'archived'") }
    try conditions.add(
      "document", customer: customer, contact: contact, group: few == nil ? group : nil,
      of: company, in: transaction)
    if let few { conditions.add(few) }
    try conditions.add("document.receivedAt", from: from, to: to, of: company, in: transaction)
    return RecordList(
      Document.select, conditions, order, limit: page.limit, isShort: few != nil)
  }

  /// The documents of groups that hold few: they may stand anywhere in the list, and are faster
  /// sorted than found along it. Nil where groups hold more, and for one group, whose documents an
  /// index has in the list's order.
  private static func few(
    in groups: [GroupID], of company: CompanyID, in transaction: Transaction
  ) throws -> SQL? {
    guard groups.count > 1 else { return nil }
    let held: SQL = """
      FROM document AS grouped
      WHERE grouped.company = \(company) AND grouped.groupNode IN \(oneOf: groups)
      """
    let count = try transaction.value(
      "SELECT count(*) FROM (SELECT 1 \(held) LIMIT \(most + 1))", as: Int.self)
    return count ?? 0 > most ? nil : "document.id IN (SELECT grouped.id \(held))"
  }

  /// So many documents are sorted in a millisecond or two.
  private static let most = 1_000

  /// Tells whether a row of the list has the words that the query asks for.
  var fits: @Sendable (SQLRow) -> Bool {
    let (words, senderWords) = (TextWords(text ?? ""), TextWords(sender ?? ""))
    return { row in
      senderWords.allOccur(in: row["mailSender"] ?? "")
        && (words.isEmpty || words.allOccur(in: DocumentIndex.searchable(row)))
    }
  }
}
