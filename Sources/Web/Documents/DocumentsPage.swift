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
      path: "\(visit.path)/documents", empty: emptyWords)
    list.conditions = conditions
    list.text = asked.text
    list.table = Self.table(shown, visit, names, days)
    list.next = next
    return list.page(visit, at: .documents(asked.state ?? .filed))
  }

  // MARK: The Inbox's list

  var isEmpty: Bool { rows.isEmpty }

  var emptyWords: Words {
    asked.text == nil ? DocumentWords.empty(asked.state ?? .filed) : ListWords.notFound
  }

  /// The document below another one; nil below the last that is shown.
  func next(after id: DocumentID) -> DocumentID? {
    guard let place = rows.firstIndex(where: { $0.id == id }) else { return rows.first?.id }
    if place + 1 < rows.count { return rows[place + 1].id }
    return place > 0 ? rows[place - 1].id : nil
  }

  var searchFields: TemplateFields {
    ["action": .text("\(visit.path)/documents"), "text": .optional(asked.text)]
  }

  var morePath: String? {
    let (_, next) = rows.cut(\.id.rawValue)
    return next.map { Self.path(visit, asked, after: $0) }
  }

  func rowFields(open: DocumentID?) -> [TemplateFields] {
    let language = visit.language
    return rows.cut(\.id.rawValue).rows.map { document in
      [
        "id": "\(document.id.rawValue)",
        "path": .text(Self.path(visit, asked, open: document.id)),
        "name": .text(document.title ?? document.fileName),
        "sender": .optional(document.sender), "subject": .optional(document.subject),
        "received": .text(days.shown(document.receivedAt, in: language)),
        "isOpen": .flag(document.id == open), "isRepeated": .flag(document.duplicateOf != nil),
        "repeated": .text(DocumentWords.same[language]),
        "choose": .text(DocumentWords.choose[language]),
      ]
    }
  }

  /// The form by which many are moved at once; nil for those who may not.
  var bulkForm: FormView? {
    guard visit.may(.work) else { return nil }
    var form = FormView(
      action: "\(visit.path)/documents/bulk", submit: DocumentWords.moveMany,
      summary: DocumentWords.many)
    form.id = "bulk"
    form.isPlain = true
    form.hidden = conditions + (asked.text.map { [("text", $0)] } ?? [])
    let verbs: [(String, Words)] = [
      ("assign", DocumentWords.toCustomer), ("archive", Label.archive.words),
    ]
    form.inputs = [
      FormInput(
        named: "verb", DocumentWords.what,
        .choice(verbs.map { (value: $0.0, label: $0.1[visit.language]) }), value: "assign"),
      FormInput(.customer, .sought("\(visit.path)/customers/names"), autocomplete: "off"),
      FormInput(named: "all", DocumentWords.all, .check),
    ]
    return form
  }

  var uploadForm: FormView? {
    visit.may(.work)
      ? FormView(action: "\(visit.path)/documents/add", submit: Label.add.words) : nil
  }

  /// The list's path with its conditions.
  static func path(
    _ visit: CompanyVisit, _ asked: Workplace.DocumentRequest, open: DocumentID? = nil,
    after: String? = nil
  ) -> String {
    let all: [(name: String, value: String?)] = [
      ("state", asked.state?.rawValue),
      ("customer", asked.customer.map { "\($0.rawValue)" }),
      ("contact", asked.contact.map { "\($0.rawValue)" }), ("text", asked.text),
      ("id", open.map { "\($0.rawValue)" }), ("after", after),
    ]
    return WebPath.with(
      "\(visit.path)/documents", all.compactMap { name, value in value.map { (name, $0) } })
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
            to: visit.path(ofDocument: document.id),
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
