import Records

/// The conditions of a search among mails; nil is any.
package struct MailQuery: Sendable {
  package var verdict: MailVerdict?
  /// Mails that became no document, nor were one again.
  package var isWithoutDocument = false
  /// Words that must all occur in the sender.
  package var sender: String?
  /// The first and the last day of arrival, in the company's zone, or in UTC where the mails of all
  /// companies are asked for.
  package var from: CivilDate?
  package var to: CivilDate?
  /// Words that must all occur, each as any part of a word, without case, in the sender or the
  /// subject.
  package var text: String?

  package init(verdict: MailVerdict? = nil) { self.verdict = verdict }

  /// Newest (last recorded) first; of all companies, and of none, when no company is named.
  func list(
    of company: CompanyID?, _ page: ListPage<MailID>, in transaction: Transaction
  ) throws -> [Mail] {
    let order = ListOrder(table: "mail", columns: ["id"], isDescending: true)
    var filter = SQLFilter()
    filter.add("mail.company =", company)
    try filter.begin(order, after: page.after, in: transaction) { .notFound($0) }
    filter.add("mail.verdict =", verdict)
    if isWithoutDocument {
      filter.add("mail.verdict <> 'filed' AND mail.verdict <> 'duplicate'")
    }
    let clock = try company.map { try LocalClock(Company.required($0, in: transaction)) }
    filter.add("mail.receivedAt", from: from, to: to, by: try clock ?? LocalClock(zone: "UTC"))
    let (words, senderWords) = (TextWords(text ?? ""), TextWords(sender ?? ""))
    return try RecordList(Mail.select, filter, order, limit: page.limit).rows(
      in: transaction,
      where: { row in
        let sender: String = row["sender"] ?? ""
        return senderWords.allOccur(in: sender)
          && words.allOccur(in: "\(sender)\n\(row["subject"] as String? ?? "")")
      }, Mail.init(row:))
  }
}
