import Application
import Records

/// A list of a company's documents: Saapuneet, the filed ones, the archived ones, or those of a
/// customer or a contact.
struct DocumentsPage {
  private let visit: CompanyVisit
  private let asked: Workplace.DocumentRequest
  private let rows: [DocumentRow]
  private let names: PartyNames
  private let days: CompanyDays

  /// `rows` may be one more than the page shows.
  init(
    _ visit: CompanyVisit, _ asked: Workplace.DocumentRequest, _ rows: [DocumentRow],
    _ names: PartyNames
  ) throws {
    self.visit = visit
    self.asked = asked
    self.rows = rows
    self.names = names
    days = try visit.workplace.days()
  }

  static func inboxPath(of company: Company) -> String {
    "/\(company.slug)/documents?state=\(DocumentState.inbox.rawValue)"
  }

  var page: Page {
    let language = visit.workplace.language
    let (shown, next) = rows.cut(\.id.rawValue)
    var list = ListView(
      heading: asked.state.map(Self.label)?[language] ?? Label.documents[language],
      path: "\(visit.path)/documents",
      empty: asked.text == nil
        ? DocumentWords.empty(asked.state ?? .filed) : ListWords.notFound)
    list.conditions = conditions
    list.text = asked.text
    list.table = Self.table(shown, visit, names, days)
    list.next = next
    return list.page(visit, at: .documents(asked.state ?? .filed))
  }

  private var conditions: [(name: String, value: String)] {
    let all: [(String, String?)] = [
      ("state", asked.state?.rawValue),
      ("customer", asked.customer.map { "\($0.rawValue)" }),
      ("contact", asked.contact.map { "\($0.rawValue)" }),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }

  static func table(
    _ rows: [DocumentRow], _ visit: CompanyVisit, _ names: PartyNames, _ days: CompanyDays
  ) -> Table {
    let language = visit.workplace.language
    return Table(
      heads: [
        Label.title[language], DocumentWords.sender[language], Label.customer[language],
        DocumentWords.received[language],
      ],
      rows: rows.map { document in
        [
          Table.Cell(
            document.title ?? document.fileName,
            to: "\(visit.path)/documents/\(document.id.rawValue)/file",
            detail: document.title == nil ? nil : document.fileName),
          Table.Cell(document.sender, detail: document.subject),
          Table.Cell(
            document.customer.flatMap { names.customers[$0] },
            to: document.customer.map(visit.path(ofCustomer:))),
          Table.Cell(days.shown(document.receivedAt, in: language)),
        ]
      })
  }

  static func label(of state: DocumentState) -> Label {
    switch state {
    case .inbox: .inbox
    case .filed: .documents
    case .archived: .archived
    }
  }
}
