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

  var page: Page {
    let language = visit.workplace.language
    var list = ListView(
      heading: Label.log[language], path: "\(visit.path)/log", empty: ListWords.notFound)
    list.text = request.searchText
    list.conditions = ["customer", "contact"].compactMap { name in
      request.query[name].map { (name, $0) }
    }
    list.table = Self.table(log.entries, visit, names, days)
    list.next = log.next
    return list.page(visit, at: .log)
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
          Table.Cell(days.shown(entry.at, in: language)),
          Table.Cell(entry.text, detail: entry.reference),
          Table.Cell(shown(entry, in: language), isAmount: true),
          Table.Cell(
            entry.customer.flatMap { names.customers[$0] },
            to: entry.customer.map(visit.path(ofCustomer:))),
          Table.Cell(entry.person),
        ]
      })
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
