import Records

/// The frame of a company's pages: its name, the way to its other pages, the way out.
struct CompanyFrame {
  /// The pages that the menu leads to.
  enum Place: Equatable {
    case documents(DocumentState)
    case mails, customers, contacts, tasks, log, settings
  }

  private static let places: [Place] = [
    .documents(.inbox), .documents(.filed), .documents(.archived), .mails, .customers, .contacts,
    .tasks, .log, .settings,
  ]

  private let visit: CompanyVisit
  private let here: Place
  /// The paths of the forms on the page, which show their own refusals.
  private let actions: Set<String>

  init(_ visit: CompanyVisit, at here: Place, showing forms: [FormView] = []) {
    self.visit = visit
    self.here = here
    actions = forms.reduce(into: []) { $0.formUnion($1.actions) }
  }

  var fields: TemplateFields {
    let language = visit.workplace.language
    let links = Self.places.map { place -> TemplateFields in
      [
        "path": .text(path(of: place)), "label": .text(label(of: place)[language]),
        "isHere": .flag(place == here),
      ]
    }
    let company = visit.workplace.company
    return [
      "company": .text(company.name), "home": .text(path(of: .documents(.inbox))),
      "links": .list(links), "csrf": .text(visit.visit.formToken),
      "off": .optional(company.active ? nil : FrameWords.off[language]),
      "refused": .texts(refused), "done": .optional(done),
    ]
  }

  /// The refusals of a form that the page doesn't have, as of a button.
  private var refused: [String] {
    guard let attempt = visit.attempt, !actions.contains(attempt.action) else { return [] }
    return attempt.refusals.map { RefusalText(visit.language).line($0) }
  }

  private var done: TemplateFields? {
    guard let notice = visit.notice else { return nil }
    let undo: TemplateFields = [
      "action": .text("\(visit.path)/undo"), "csrf": .text(visit.visit.formToken),
      "change": .text(notice.entries), "to": .text(notice.page),
    ]
    return ["text": .text(notice.text), "undo": .optional(notice.canBeUndone ? undo : nil)]
  }

  private func path(of place: Place) -> String {
    switch place {
    case .documents(let state): "\(visit.path)/documents?state=\(state.rawValue)"
    case .mails: "\(visit.path)/mails"
    case .customers: "\(visit.path)/customers"
    case .contacts: "\(visit.path)/contacts"
    case .tasks: "\(visit.path)/tasks"
    case .log: "\(visit.path)/log"
    case .settings: "\(visit.path)/settings/own"
    }
  }

  private func label(of place: Place) -> Label {
    switch place {
    case .documents(let state): DocumentsPage.label(of: state)
    case .mails: .waiting
    case .customers: .customers
    case .contacts: .contacts
    case .tasks: .tasks
    case .log: .log
    case .settings: .settings
    }
  }
}

/// The sentences of the frame.
enum FrameWords {
  static let off = Words(
    "Yrityksen Mini-CRM on pois päältä: posti odottaa, eikä tietoja voi muuttaa.",
    "Företagets Mini-CRM är avstängt: posten väntar, och inget kan ändras.",
    "The company's Mini-CRM is switched off: its mail waits, and nothing can be changed.")
}
