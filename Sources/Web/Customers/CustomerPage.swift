import Application
import Foundation
import Records

/// A customer: its details, contacts, documents, tasks and log, a side each.
struct CustomerPage {
  /// The sides of the page; each raw value is a `tab` of the query.
  enum Side: String, CaseIterable { case details, contacts, documents, tasks, log }

  private let visit: CompanyVisit
  private let details: CustomerDetailsRow
  private let days: CompanyDays
  /// Customers that this one, which was just added, is like.
  var similar: [Customer] = []

  private var customer: Customer { details.customer.customer }
  private var workplace: Workplace { visit.workplace }
  private var language: Language { workplace.language }

  init(_ visit: CompanyVisit, _ details: CustomerDetailsRow) throws {
    self.visit = visit
    self.details = details
    days = try visit.workplace.days()
  }

  func page(_ side: Side, _ request: WebRequest, now: Date) async throws -> Page {
    var list = ListView(
      heading: customer.name, path: visit.path(ofCustomer: customer.id),
      empty: ListWords.notFound)
    list.hasSearch = false
    list.conditions = side == .details ? [] : [("tab", side.rawValue)]
    list.tabs = Side.allCases.map { tab(of: $0, here: side) }
    list.similar = similar.map { ($0.name, visit.path(ofCustomer: $0.id)) }
    if side == .details {
      list.links = [
        (
          Label.showDocuments[language],
          "\(visit.path)/documents?customer=\(customer.id.rawValue)"
        )
      ]
    }
    list.forms = visit.may(.work) ? try await forms(side) : []
    try await fill(&list, side, request, now: now)
    return list.page(visit, at: .customers)
  }

  private func fill(
    _ list: inout ListView, _ side: Side, _ request: WebRequest, now: Date
  ) async throws {
    switch side {
    case .details: list.facts = facts
    case .contacts:
      let rows = try await workplace.contacts(of: customer.id, request.listPage())
      let (shown, next) = rows.cut(\.contact.id.rawValue)
      (list.table, list.next) = (ContactsPage.table(shown, visit), next)
    case .documents:
      var asked = Workplace.DocumentRequest()
      asked.customer = customer.id
      let rows = try await workplace.documents(asked, request.listPage())
      let (shown, next) = rows.cut(\.id.rawValue)
      list.table = DocumentsPage.table(shown, visit, PartyNames(), days)
      list.next = next
    case .tasks:
      var asked = Workplace.TaskRequest()
      asked.customer = customer.id
      asked.stage = nil
      let rows = try await workplace.tasks(asked, request.listPage(), at: now)
      let (shown, next) = rows.cut(\.id.rawValue)
      (list.table, list.next) = (TasksPage.table(shown, visit, PartyNames()), next)
    case .log:
      var asked = LogSearching.Request(limit: WebRequest.listLimit)
      (asked.customer, asked.after) = (.id(customer.id), request.query["after"])
      let log = try await workplace.log(asked)
      list.table = LogPage.table(log.entries, visit, PartyNames(), days)
      list.next = log.next
    }
  }

  private func tab(of side: Side, here: Side) -> ListView.Tab {
    let path = visit.path(ofCustomer: customer.id)
    let label =
      switch side {
      case .details: Self.detailsLabel[language]
      case .contacts: "\(Label.contacts[language]) (\(details.counts.contacts))"
      case .documents: "\(Label.documents[language]) (\(details.counts.documents))"
      case .tasks: "\(Label.tasks[language]) (\(details.counts.tasks))"
      case .log: Label.log[language]
      }
    return ListView.Tab(
      label: label, path: side == .details ? path : "\(path)?tab=\(side.rawValue)",
      isHere: side == here)
  }

  private func forms(_ side: Side) async throws -> [FormView] {
    switch side {
    case .details: detailsForms
    case .contacts: customer.archived ? [] : [ContactsPage.form(visit, to: customer)]
    case .tasks:
      [try await TaskForm(visit).adding(for: customer)]
    case .documents, .log: []
    }
  }

  private var detailsForms: [FormView] {
    let path = visit.path(ofCustomer: customer.id)
    guard !customer.archived else { return [.button("\(path)/restore", Label.restore.words)] }
    return [
      FormView(
        action: "\(path)/edit", submit: Label.save.words,
        inputs: FormInput.inputs(of: customer.texts), summary: ListWords.edit),
      FormView(
        action: "\(path)/merge", submit: Label.merge.words,
        inputs: [
          FormInput(
            .customer, .sought("\(visit.path)/customers/names"), isRequired: true,
            autocomplete: "off", advice: Self.mergeAdvice)
        ],
        summary: Label.merge.words),
      .button("\(path)/archive", Label.archive.words),
    ]
  }

  private static let mergeAdvice = Words(
    "Asiakas, johon tämän tiedot siirtyvät: nimi tai numero. Tämä arkistoidaan.",
    "Kunden som får uppgifterna: namn eller nummer. Den här arkiveras.",
    "The customer that gets all that is this one's: its name or number. This one is archived.")

  /// The fields that have a text, by the names that forms and the log call them.
  private var facts: [(name: String, value: String)] {
    let fields: [RecordField] = [
      .name, .businessID, .email, .phone, .street, .postalCode, .city, .country, .notes,
      .externalID,
    ]
    return fields.compactMap { field in
      customer.texts[field].map { (field.label[language], $0) }
    }
  }

  private static let detailsLabel = Words("Tiedot", "Uppgifter om kunden", "Details")
}
