import Foundation
import GRDB
import Records
import TestKit
import Testing

@testable import Store

/// Searches of a random log against a walk over all of it.
@Suite struct LogSearchModelTests {
  private static let words = [
    "lasku", "Laskutus", "ÄITI", "äiti", "aiti", "oy", "a", "ä", "1042", "50%", "x_y", "ab", "b-a",
    "É", "🎉", "myyntilaskun", "\u{E02D}", "A\u{308}ni",
  ]
  private static let kinds: [LogKind] = [.note, .invoice, .payment, .taskAdded]

  private struct Model {
    var entries: [LogEntry] = []
    /// The persons that entries are about, by the entries' numbers.
    let meant: [LogNumber: PersonID]

    /// As the contract says it, with nothing clever.
    func search(_ query: LogQuery) -> [LogNumber] {
      let words = (query.text ?? "").split(whereSeparator: \.isWhitespace).map { fold($0) }
      return entries.filter { entry in
        let text = fold(entry.text)
        return meets(query, entry) && words.allSatisfy { text.contains($0) }
      }.sorted { ($0.at, $0.number.rawValue) > ($1.at, $1.number.rawValue) }.map(\.number)
    }

    private func meets(_ query: LogQuery, _ entry: LogEntry) -> Bool {
      if !query.kinds.isEmpty, !query.kinds.contains(entry.kind) { return false }
      if let customer = query.customer?.id, entry.party.customer != customer { return false }
      if let contact = query.contact?.id, entry.party.contact != contact { return false }
      if let persons = query.persons {
        let named = [entry.person, meant[entry.number]].compactMap(\.self)
        if persons.isDisjoint(with: named) { return false }
      }
      if let from = query.from, entry.at < from { return false }
      if let until = query.until, entry.at >= until { return false }
      return true
    }

    private func fold(_ text: some StringProtocol) -> String {
      text.lowercased().precomposedStringWithCanonicalMapping
    }
  }

  @Test func `any mix of filters and words finds what a walk finds, page by page`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    try fixture.tamper("INSERT INTO customer (company, name) VALUES (1, 'a'), (1, 'b'), (1, 'c')")
    try fixture.tamper(
      "INSERT INTO contact (company, customer, name) VALUES (1, 1, 'x'), (1, 1, 'y'), (1, 2, 'z')")
    var meant: [LogNumber: PersonID] = [:]
    for name in ["matti", "maija"] {
      let person = try await acme.acting(as: .operator, at: now).addPerson(
        NewPerson(name: name, email: "\(name)@acme.example"))
      meant[LogNumber(rawValue: Int64(meant.count) + 1)] = person.id
    }
    var random = SeededGenerator()
    try await fill(fixture.store, acme.id, beta.id, using: &random)
    let model = Model(
      entries: try await acme.log.search(LogQuery(limit: 10_000)).entries, meant: meant)
    #expect(model.entries.count == 2_502)
    for _ in 0..<300 {
      let query = randomQuery(using: &random)
      let found = try await allPages(query, acme)
      #expect(found == model.search(query), "\(random), \(query)")
    }
  }

  private func fill(
    _ store: Store, _ acme: CompanyID, _ beta: CompanyID,
    using random: inout SeededGenerator
  ) async throws {
    var events: [(LogEvent, CompanyID)] = []
    for number in 0..<3_000 {
      // Rare things in the old entries, so that short words are looked for twice.
      let words = number < 40 ? Self.words + ["q", "å1"] : Self.words
      let text = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }
      var event = LogEvent(
        kind: Self.kinds.randomElement(using: &random) ?? .note, text: text.joined(separator: " "))
      event.at = now.addingTimeInterval(Double(Int.random(in: -300...300, using: &random)))
      if number < 40 { event.at = now.addingTimeInterval(-1_000) }
      let isBeta = number % 6 == 5
      if !isBeta {
        event.party =
          [
            Party(), Party(customer: CustomerID(rawValue: 1)),
            Party(customer: CustomerID(rawValue: 3)),
            Party(customer: CustomerID(rawValue: 1), contact: ContactID(rawValue: 2)),
            Party(customer: CustomerID(rawValue: 2), contact: ContactID(rawValue: 3)),
          ].randomElement(using: &random) ?? Party()
        event.person =
          [nil, PersonID(rawValue: 1), PersonID(rawValue: 2)].randomElement(using: &random) ?? nil
      }
      events.append((event, isBeta ? beta : acme))
    }
    let all = events
    try await store.engine.write { transaction in
      for (event, company) in all {
        try transaction.append(event, to: company, at: now)
      }
    }
  }

  private func randomQuery(using random: inout SeededGenerator) -> LogQuery {
    func maybe<Value>(_ chance: Int, _ value: () -> Value?) -> Value? {
      Int.random(in: 0..<chance, using: &random) == 0 ? value() : nil
    }
    var query = LogQuery(limit: Int.random(in: 1...400, using: &random))
    if let kinds = maybe(2, { Set(Self.kinds.shuffled(using: &random).prefix(2)) }) {
      query.kinds = kinds
    }
    query.customer = maybe(3) { .id(CustomerID(rawValue: Int64.random(in: 1...3, using: &random))) }
    query.contact = maybe(5) { .id(ContactID(rawValue: Int64.random(in: 1...3, using: &random))) }
    query.persons = maybe(5) { [PersonID(rawValue: Int64.random(in: 1...2, using: &random))] }
    func moment() -> Date {
      now.addingTimeInterval(Double(Int.random(in: -300...300, using: &random)))
    }
    query.from = maybe(3) { moment() }
    query.until = maybe(3) { moment() }
    let fragments =
      Self.words + ["ask", "s", "q", "å1", "%", "_", "-", "ti", "un", "é", "lasku oy"]
    query.text = maybe(1) {
      (0..<Int.random(in: 0...2, using: &random))
        .compactMap { _ in fragments.randomElement(using: &random) }.joined(separator: " ")
    }
    return query
  }

  private func allPages(_ query: LogQuery, _ scope: CompanyScope) async throws -> [LogNumber] {
    var query = query
    var found: [LogNumber] = []
    repeat {
      let page = try await scope.log.search(query)
      found += page.entries.map(\.number)
      query.after = page.next
    } while query.after != nil
    return found
  }
}
