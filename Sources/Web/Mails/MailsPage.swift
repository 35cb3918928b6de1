import Application
import Records

/// The list of a company's mails: those that became no document, or all.
struct MailsPage {
  private let visit: CompanyVisit
  private let rows: [ShownMail]
  private let isWhole: Bool
  private let text: String?
  private let days: CompanyDays

  /// `rows` may be one more than the page shows.
  init(_ visit: CompanyVisit, _ rows: [ShownMail], isWhole: Bool, _ text: String?) throws {
    (self.visit, self.rows, self.isWhole, self.text) = (visit, rows, isWhole, text)
    days = try visit.workplace.days()
  }

  var page: Page {
    let language = visit.language
    let (shown, next) = rows.cut(\.id.rawValue)
    let path = "\(visit.path)/mails"
    var list = ListView(
      heading: Label.waiting[language], path: path,
      empty: text == nil ? MailWords.none : ListWords.notFound)
    list.conditions = isWhole ? [("state", "all")] : []
    list.text = text
    list.tabs = [
      ListView.Tab(label: MailWords.withoutDocument[language], path: path, isHere: !isWhole),
      ListView.Tab(label: MailWords.all[language], path: "\(path)?state=all", isHere: isWhole),
    ]
    list.table = Table(
      heads: [
        DocumentWords.subject[language], MailWords.outcome[language],
        DocumentWords.received[language],
      ],
      rows: shown.map { mail in
        [
          Table.Cell(
            mail.subject ?? MailWords.withoutSubject[language], to: visit.path(ofMail: mail.id),
            detail: mail.sender),
          Table.Cell(mail.verdict.words[language], detail: mail.reason),
          Table.Cell(days.shown(mail.receivedAt, in: language)),
        ]
      })
    list.next = next
    return list.page(visit, at: .mails)
  }
}
