import Application
import HTTPTypes
import Records

/// A list of a company's documents: Saapuneet, the filed ones, or the archived ones.
struct DocumentsPage {
  /// Rows a page.
  static let limit = 50

  private let visit: CompanyVisit
  private let asked: Workplace.DocumentRequest
  private let rows: [DocumentRow]
  private let hasMore: Bool
  private let names: PartyNames
  private let days: CompanyDays

  /// `rows` may be one more than the page shows.
  init(
    _ visit: CompanyVisit, _ asked: Workplace.DocumentRequest, _ rows: [DocumentRow],
    _ names: PartyNames
  ) throws {
    self.visit = visit
    self.asked = asked
    self.rows = Array(rows.prefix(Self.limit))
    self.names = names
    hasMore = rows.count > Self.limit
    days = try visit.workplace.days()
  }

  static func inboxPath(of company: Company) -> String {
    "/\(company.slug)/documents?state=\(DocumentState.inbox.rawValue)"
  }

  var page: Page {
    let language = visit.workplace.language
    let state = asked.state ?? .inbox
    let title = Self.label(of: state)[language]
    var fields = CompanyFrame(visit, at: .documents(state)).fields
    fields["heading"] = .text(title)
    fields["action"] = .text("\(visit.path)/documents")
    fields["state"] = .text(state.rawValue)
    fields["text"] = .optional(asked.text)
    fields["documents"] = .list(rows.map(row))
    fields["empty"] = .optional(
      rows.isEmpty ? DocumentWords.empty(state, isSearch: asked.text != nil)[language] : nil)
    fields["more"] = .optional(hasMore ? rows.last.map(more) : nil)
    fields["moreLabel"] = .text(DocumentWords.more[language])
    fields["received"] = .text(DocumentWords.received[language])
    fields["sender"] = .text(DocumentWords.sender[language])
    return Page(title, language, template: "documents", fields)
  }

  private func row(_ document: DocumentRow) -> TemplateFields {
    [
      "file": .text("\(visit.path)/documents/\(document.id.rawValue)/file"),
      "title": .text(document.title ?? document.fileName),
      "fileName": .optional(document.title == nil ? nil : document.fileName),
      "sender": .optional(document.sender), "subject": .optional(document.subject),
      "customer": .optional(document.customer.flatMap { names.customers[$0] }),
      "received": .text(days.shown(document.receivedAt, in: visit.workplace.language)),
    ]
  }

  private func more(behind last: DocumentRow) -> String {
    var query = "state=\((asked.state ?? .inbox).rawValue)&after=\(last.id.rawValue)"
    if let text = asked.text { query += "&text=\(PercentCoding.encoded(text))" }
    return "\(visit.path)/documents?\(query)"
  }

  static func label(of state: DocumentState) -> Label {
    switch state {
    case .inbox: .inbox
    case .filed: .documents
    case .archived: .archived
    }
  }
}
