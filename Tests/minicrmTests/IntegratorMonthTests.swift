import Foundation
import TestKit
import Testing

/// A month of an invoicing system: it sends customers, contacts, and what was invoiced and paid; a
/// clerk merges customers meanwhile, and another program follows the log.
@Suite struct IntegratorMonthTests {
  private static let weeks = 4
  private static let eventsPerWeek = 12_500
  private static let customers = 300

  private struct Tally: Decodable, Equatable {
    let added: Int
    let updated: Int
    let unchanged: Int
  }

  private struct Entry: Decodable, Equatable {
    let id: Int
    let at: String
    let kind: String
    let customer: Int?
    let externalID: String?
    let corrects: Int?
    let correctedBy: [Int]
    let recorded: Bool?
    let cursor: String?

    var key: String { "\(kind) \(externalID ?? "-")" }
  }

  private struct Page: Decodable {
    let entries: [Entry]
    let next: String?
  }

  private struct Verification: Decodable, Equatable {
    let whole: Bool
    let entries: Int
  }

  private static let recording = ["log", "record", "--company", "acme", "--stdin"]

  private let minicrm: Minicrm
  private var month: InvoicedMonth
  /// The entries that the follower has got, from whose last one it goes on.
  private var followed: [Entry] = []
  /// The entries' ids, by the keys of their events.
  private var recorded: [String: Int] = [:]

  init() async throws {
    month = InvoicedMonth(customers: Self.customers, random: SeededGenerator())
    minicrm = try Minicrm()
    try await minicrm.addCompany()
    for (what, table) in [("customer", month.customerTable), ("contact", month.contactTable)] {
      let expected = Tally(added: Self.customers, updated: 0, unchanged: 0)
      #expect(try await importTable(what, table) == expected)
      let again = Tally(added: 0, updated: 0, unchanged: Self.customers)
      #expect(try await importTable(what, table + "\n") == again)
    }
  }

  private func importTable(_ what: String, _ table: String) async throws -> Tally {
    let file = try minicrm.directory.write(table, to: "table.csv")
    return try await minicrm.json(Tally.self, what, "import", "--company", "acme", file)
  }

  @Test mutating func `each event of a month is there once, wherever its customer went meanwhile`()
    async throws
  {
    let first = month.next(Self.eventsPerWeek)
    try await send(first)
    try await merge((1...10).map { ($0, 100 + $0) })
    try await sendKilledHalfWay(month.next(Self.eventsPerWeek))
    // Three of those that were merged into go elsewhere in their turn.
    try await merge((11...17).map { ($0, 100 + $0) } + (101...103).map { ($0, 100 + $0) })
    try await send(month.next(Self.eventsPerWeek))
    try await takeBack(17)
    try await send(month.next(Self.eventsPerWeek))

    let credited = first.prefix(200).filter { $0.kind == "invoice" }
    var corrections: [InvoicedMonth.Event] = []
    for invoice in credited {
      let entry = try #require(recorded[invoice.key])
      corrections.append(month.correction(of: invoice, entry: entry))
    }
    try await send(corrections)
    // The same again, though many of their customers have been merged since.
    try await send(Array(first.prefix(2_000)))

    try await expectFollowed(count: Self.weeks * Self.eventsPerWeek + corrections.count)
    try await expectCorrected(credited, by: corrections)
    for customer in [1, 101, 201, 5, 105, 17, 117, 102, 250] { try await expectFound(by: customer) }
    let verified = try await minicrm.json(
      Verification.self, "log", "verify", "--company", "acme")
    #expect(verified == Verification(whole: true, entries: followed.count))
  }

  private mutating func merge(_ pairs: [(Int, Int)]) async throws {
    for (old, new) in pairs {
      try await minicrm.mustRun([
        "customer", "merge", "ext:\(InvoicedMonth.customer(old))", "--into", "\(new)", "--company",
        "acme",
      ])
      month.merge(old, into: new)
    }
  }

  private mutating func takeBack(_ old: Int) async throws {
    try await minicrm.mustRun(["customer", "restore", "\(old)", "--company", "acme"])
    month.takeBack(old)
  }

  /// Records events, those that are there already once more, while the log is followed.
  private mutating func send(_ events: [InvoicedMonth.Event]) async throws {
    let child = try start(events)
    while !child.hasEnded { try await follow() }
    #expect(try await child.end() == .exited(0), "\(month): \(child.standardError)")
    try take(entries(child.standardOutputBytes), of: events)
  }

  /// The same, but the program is killed after about a half, and all is given again.
  private mutating func sendKilledHalfWay(_ events: [InvoicedMonth.Event]) async throws {
    let child = try start(events)
    let half = events.map(\.line.utf8.count).reduce(0, +)
    // An answer is about twice as long as its line.
    let isHalfWay = try await eventually {
      child.hasEnded || child.standardOutputBytes.count > half
    }
    try await follow()
    child.signal(SIGKILL)
    try #require(try await child.end() == .killed(signal: SIGKILL) && isHalfWay, "\(month)")
    let answered = try entries(child.standardOutputBytes)
    try #require(!answered.isEmpty && answered.count < events.count, "\(month)")
    try take(answered, of: Array(events.prefix(answered.count)))
    try await send(events)
  }

  private func start(_ events: [InvoicedMonth.Event]) throws -> ChildProcess {
    let lines = events.map { $0.line + "\n" }.joined()
    let file = try minicrm.directory.write(lines, to: "events.jsonl")
    return try minicrm.start(Self.recording, inputPath: file)
  }

  /// Each event has an answer: the entry that it has from its first one on.
  private mutating func take(_ answers: [Entry], of events: [InvoicedMonth.Event]) throws {
    try #require(answers.map(\.key) == events.map(\.key), "\(month)")
    month.record(events)
    let wrong = answers.filter { answer in
      let known = recorded.updateValue(answer.id, forKey: answer.key)
      let isKnown = known == nil || answer.id == known && answer.recorded == false
      return !isKnown || answer.customer != month.places[answer.key]
    }
    #expect(wrong == [], "\(month)")
  }

  /// Reads the feed on to its end.
  private mutating func follow() async throws {
    var arguments = ["log", "feed", "--company", "acme"]
    if let cursor = followed.last?.cursor { arguments += ["--after", cursor] }
    followed += try entries(try await minicrm.mustRun(arguments))
  }

  /// Whole lines.
  private func entries(_ output: Data) throws -> [Entry] {
    let decoder = JSONDecoder()
    return try output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast().map { try decoder.decode(Entry.self, from: $0) }
  }

  private mutating func expectFollowed(count: Int) async throws {
    try await follow()
    #expect(followed.map(\.id) == (1...followed.count).map { $0 }, "\(month)")
    let events = followed.filter { $0.externalID != nil }
    let strangers = events.filter { recorded[$0.key] != $0.id }
    #expect(strangers == [], "\(month)")
    #expect(events.count == count && recorded.count == count, "\(month)")
  }

  private func expectCorrected(
    _ invoices: [InvoicedMonth.Event], by corrections: [InvoicedMonth.Event]
  ) async throws {
    let byID = Dictionary(followed.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (invoice, correction) in zip(invoices, corrections) {
      let entry = recorded[correction.key].flatMap { byID[$0] }
      #expect(entry?.corrects == recorded[invoice.key], "\(month)")
    }
    let (old, new) = (try #require(invoices.first), try #require(corrections.first))
    let (id, later) = (try #require(recorded[old.key]), try #require(recorded[new.key]))
    let shown = try await minicrm.json(Entry.self, "log", "show", "\(id)", "--company", "acme")
    #expect(shown.correctedBy == [later], "\(month)")
  }

  /// By whichever of its ids, a customer's events are found, newest first, and no others.
  private func expectFound(by customer: Int) async throws {
    var found: [Entry] = []
    var after: [String] = []
    repeat {
      let output = try await minicrm.mustRun(
        [
          "log", "search", "--company", "acme", "--customer", "\(customer)", "--kind",
          "invoice,payment", "--limit", "300", "--json",
        ] + after)
      let page = try JSONDecoder().decode(Page.self, from: output)
      found += page.entries
      after = page.next.map { ["--after", $0] } ?? []
    } while !after.isEmpty
    #expect(found.count == Set(found.map(\.id)).count, "\(month)")
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.at >= $1.at }, "\(month)")
    #expect(Set(found.map(\.key)) == month.found(by: customer), "\(month): \(customer)")
  }
}
