import Application
import Records

/// The entries of a company's customer log, newest first.
struct LogPage {
  private let visit: CompanyVisit
  private let log: LogPageRow
  private let names: PartyNames
  private let request: WebRequest
  private let days: CompanyDays

  init(
    _ visit: CompanyVisit, _ log: LogPageRow, _ names: PartyNames, _ request: WebRequest
  ) throws {
    self.visit = visit
    self.log = log
    self.names = names
    self.request = request
    days = try visit.workplace.days()
  }

  /// A filter that says nothing.
  var refusal: Refusal?
  var persons: [PersonRow] = []
  /// The state of the chain, where somebody asked for it.
  var chain: (entries: Int, isIntact: Bool)?

  private var language: Language { visit.language }
  private var path: String { "\(visit.path)/log" }

  /// The filters that are set, in the order of the form.
  private var filters: [(name: String, value: String)] {
    ["customer", "contact", "kind", "person", "from", "to"].flatMap { name in
      request.query.values(name).filter { !$0.isEmpty }.map { (name, $0) }
    }
  }

  var page: Page {
    var list = ListView(heading: Label.log[language], path: path, empty: ListWords.notFound)
    list.text = request.searchText
    list.conditions = filters
    list.chips = chips
    list.filters = inputs
    list.refusal = refusal.map { RefusalText(language).line($0) }
    list.notice = chain.map { LogWords.chain($0.entries, isIntact: $0.isIntact)[language] }
    list.links = [
      (LogWords.csv[language], WebPath.with(path, query + [("format", "csv")])),
      (LogWords.verify[language], "\(path)?verify=1"),
    ]
    list.table = Self.table(log.entries, visit, names, days)
    list.next = log.next
    var page = list.page(visit, at: .log)
    if refusal != nil { page.status = .unprocessableContent }
    return page
  }

  private var query: [(name: String, value: String)] {
    filters + (request.searchText.map { [("text", $0)] } ?? [])
  }

  /// A chip for each filter, which leads to the search without it.
  private var chips: [(label: String, path: String)] {
    query.enumerated().map { index, filter in
      var rest = query
      rest.remove(at: index)
      return ("\(label(filter.name)): \(shown(filter))", WebPath.with(path, rest))
    }
  }

  private func label(_ name: String) -> String {
    (Label(rawValue: name == "text" ? "search" : name) ?? .search)[language]
  }

  private func shown(_ filter: (name: String, value: String)) -> String {
    let id = Int64(filter.value)
    return switch filter.name {
    case "customer":
      id.flatMap { names.customers[CustomerID(rawValue: $0)] } ?? filter.value
    case "contact": id.flatMap { names.contacts[ContactID(rawValue: $0)] } ?? filter.value
    case "kind":
      filter.value.split(separator: ",")
        .map { LogKind(rawValue: String($0))?.words[language] ?? String($0) }
        .joined(separator: ", ")
    case "from", "to": CivilDate(written: filter.value)?.text(in: language) ?? filter.value
    default: filter.value
    }
  }

  /// The filters that the form offers; the customer and the contact come by links.
  private var inputs: [FormInput] {
    let kinds = LogKind.allCases.map { (value: $0.rawValue, label: $0.words[language]) }
      .sorted { $0.label.localizedStandardCompare($1.label) == .orderedAscending }
    let people = persons.map { (value: $0.email, label: "\($0.name) (\($0.email))") }
    let none = (value: "", label: LogWords.all[language])
    let kind = request.query.values("kind").joined(separator: ",")
    let chosen = kind.contains(",") ? [(value: kind, label: shown(("kind", kind)))] : []
    return [
      FormInput(.kind, .choice([none] + chosen + kinds), value: kind),
      FormInput(.person, .choice([none] + people), value: request.query["person"] ?? ""),
      FormInput(named: "from", Label.from.words, .line("date"), value: day("from")),
      FormInput(named: "to", Label.to.words, .line("date"), value: day("to")),
    ]
  }

  private func day(_ name: String) -> String? {
    request.query[name].flatMap { CivilDate(written: $0)?.description }
  }

  static func table(
    _ entries: [LogEntryRow], _ visit: CompanyVisit, _ names: PartyNames, _ days: CompanyDays
  ) -> Table {
    let language = visit.workplace.language
    return Table(
      heads: [
        moment[language], event[language], amount[language], Label.customer[language],
        Label.person[language],
      ],
      rows: entries.map { entry in
        [
          Table.Cell(days.shown(entry.at, in: language).replacing(" ", with: "\u{A0}")),
          Table.Cell(
            entry.text, to: path(of: entry, visit), detail: detail(of: entry, in: language)),
          Table.Cell(shown(entry, in: language), isAmount: true),
          Table.Cell(
            entry.customer.flatMap { names.customers[$0] },
            to: entry.customer.map(visit.path(ofCustomer:))),
          Table.Cell(entry.person),
        ]
      })
  }

  /// The page of the record that the entry is about.
  private static func path(of entry: LogEntryRow, _ visit: CompanyVisit) -> String? {
    if let document = entry.document, entry.kind != .documentRemoved {
      return visit.path(ofDocument: document)
    }
    if let task = entry.task { return visit.path(ofTask: task) }
    if let mail = entry.mail { return visit.path(ofMail: mail) }
    if let contact = entry.contact { return visit.path(ofContact: contact) }
    return entry.customer.map(visit.path(ofCustomer:))
  }

  /// The reference, and the entries that this one corrects or is corrected by.
  private static func detail(of entry: LogEntryRow, in language: Language) -> String? {
    var parts = [entry.reference].compactMap(\.self)
    if let corrected = entry.corrects {
      parts.append(LogWords.corrects(corrected.rawValue)[language])
    }
    if let later = entry.correctedBy.last {
      parts.append(LogWords.corrected(later.rawValue)[language])
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// `1234,50 EUR`, with a point in English.
  private static func shown(_ entry: LogEntryRow, in language: Language) -> String? {
    guard let amount = entry.amount, let currency = entry.currency else { return nil }
    let written = language == .english ? amount : amount.replacing(".", with: ",")
    return "\(written)\u{A0}\(currency)"
  }

  private static let moment = Words("Aika", "Tid", "Time")
  private static let event = Words("Tapahtuma", "Händelse", "Event")
  private static let amount = Words("Summa", "Belopp", "Amount")
}

/// The words of the log's page.
enum LogWords {
  static let all = Words("kaikki", "alla", "all")
  static let csv = Words("Lataa CSV", "Ladda ner CSV", "Download CSV")
  static let verify = Words("Tarkista lokin eheys", "Kontrollera loggen", "Verify the log")
  static let filters = Words("Rajaa", "Filtrera", "Filter")
  static let without = Words("poista rajaus", "ta bort filtret", "remove the filter")

  static func chain(_ entries: Int, isIntact: Bool) -> Words {
    isIntact
      ? Words(
        "Loki on ehjä: kaikki \(entries) merkintää ovat niin kuin ne kirjattiin.",
        "Loggen är hel: alla \(entries) poster är så som de skrevs.",
        "The log is intact: all \(entries) entries are as they were recorded.")
      : Words(
        "Lokin ketju on poikki: joku on muuttanut merkintöjä. Ilmoita järjestelmän ylläpitäjälle.",
        "Loggens kedja är bruten: någon har ändrat poster. Meddela systemets operatör.",
        "The log's chain is broken: somebody has changed entries. Tell the operator.")
  }

  static func corrects(_ number: Int64) -> Words {
    Words("korjaa merkintää \(number)", "rättar post \(number)", "corrects entry \(number)")
  }

  static func corrected(_ number: Int64) -> Words {
    Words(
      "korjattu merkinnällä \(number)", "rättad av post \(number)",
      "corrected by entry \(number)")
  }
}
