import Foundation
import Platform
import Records
import SQLiteEngine
import Store

/// A company with a long log and many documents, and an admin who is logged in.
struct PageWorld {
  let entries: Int
  let documents: Int

  private static let customers: UInt64 = 2_000

  /// The pages that people look at all day, and the searches that find little or much.
  static let pages: [(name: String, path: String)] = [
    ("Saapuneet", "/acme/documents?state=inbox"),
    ("documents that are filed", "/acme/documents?state=filed"),
    ("documents, by a word", "/acme/documents?text=lasku"),
    ("documents of a customer", "/acme/documents?customer=77"),
    ("Tiedot of a document", "/acme/documents/77"),
    ("Odottavat", "/acme/mails"),
    ("customers", "/acme/customers"),
    ("customers, by a name", "/acme/customers?text=Asiakas+77"),
    ("a customer", "/acme/customers/77"),
    ("contacts", "/acme/contacts"),
    ("tasks", "/acme/tasks"),
    ("the log", "/acme/log"),
    ("the log, by a word", "/acme/log?text=maksettu"),
    ("the log, by a kind and a customer", "/acme/log?kind=invoice&customer=77"),
    ("settings of the company", "/acme/settings/company"),
    ("persons", "/acme/settings/persons"),
  ]

  /// Fills a new store; the token of the admin's session.
  func fill(_ directory: String) async throws -> SecretToken {
    let store = try await Store.open(directory, making: .ifEmpty)
    let company = try await store.addCompany(NewCompany(name: "Acme Oy", slug: "acme")).id
    try ListWorld(documents: documents, company: company).fill(directory + "/minicrm.sqlite")
    let scope = store.company(company)
    try await grow(scope.log)
    return try await logIn(at: scope, in: store)
  }

  private func grow(_ log: CustomerLog) async throws {
    var random = SplitMix(seed: 1)
    let odds = Odds(count: 20_000)
    var made = 0
    while made < entries {
      let count = min(100_000, entries - made)
      let events = (made..<made + count).map { event($0, odds, &random) }
      made += count
      _ = try await log.importEvents(
        ImportedFile(name: "\(made)", bytes: []), now: LogGenerator.end
      ) { () throws(StoreError) in
        var rest = events.makeIterator()
        return { () throws(StoreError) in
          rest.next().map { .row(ImportRow(line: 1, externalID: nil, fields: $0)) }
        }
      }
    }
  }

  private func event(_ number: Int, _ odds: Odds, _ random: inout SplitMix) -> RecordedEvent {
    var event = RecordedEvent(kind: [LogKind.invoice, .payment, .note][number % 3])
    if event.kind != .note { event.money = Money(storedAmount: "1250.50", currency: "EUR") }
    event.text = (0..<8).map { place in
      place % 3 == 0
        ? LogGenerator.common[Int(random.next() % 10)] : LogGenerator.word(odds.pick(&random))
    }.joined(separator: " ")
    let span = LogGenerator.end.timeIntervalSince(LogGenerator.start)
    event.at = LogGenerator.start + span * Double(number) / Double(entries)
    event.customer = .id(CustomerID(rawValue: Int64(random.next() % Self.customers) + 1))
    return event
  }

  private func logIn(at scope: CompanyScope, in store: Store) async throws -> SecretToken {
    let now = Date()
    let acting = scope.acting(as: .operator, at: now)
    let admin = try await acting.addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example", role: .admin))
    let (token, session) = (SecretToken.random(), NewSession(browser: nil, replacing: nil))
    _ = try await acting.makePasswordLink(.invitation, for: admin.id, token)
    let logIn = try await store.setPassword(
      by: token, PasswordHash(of: "pitkä ja hyvä"), session, now: now)
    guard logIn != nil else { throw BenchFailure("the invitation leads nowhere") }
    return session.token
  }
}
