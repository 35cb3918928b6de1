import Foundation
import GRDB
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

/// A store with a long log, which every step takes along.
///
/// The log has 5,000 entries, or as many as MINICRM_UPGRADE_ENTRIES says; then the time is printed.
@Suite struct LongUpgradeTests {
  private static let wanted = ProcessInfo.processInfo.environment["MINICRM_UPGRADE_ENTRIES"]
    .flatMap { Int($0) }

  @Test func `a long log is brought up to date entry by entry`() async throws {
    let count = Self.wanted ?? 5_000
    let old = try OldStore(before: Migration022Parties.self)
    try fill(old.database, count)
    let start = ContinuousClock.now
    let store = try await Store.open(old.directory)
    let time = ContinuousClock.now - start
    if Self.wanted != nil { print("An upgrade of \(count) entries took \(time).") }
    #expect(store.upgrade?.to == Schema.version)
    let log = store.company(CompanyID(rawValue: 1)).log
    let first = try await log.feed(after: nil, most: 10)
    #expect(first.map(\.entry.number.rawValue) == Array(1...10))
    #expect(first.allSatisfy { $0.entry.recordedAt == nil && $0.entry.text.hasPrefix("lasku ") })
    let last = try await log.entry(LogNumber(rawValue: Int64(count)))
    #expect(last.text == "lasku \(count)" && last.externalID == "L-\(count)")
  }

  /// Invoices of a thousand customers, without the words in the index, which no step looks at.
  private func fill(_ path: String, _ count: Int) throws {
    try DatabaseQueue(path: path).write { database in
      try database.execute(
        sql: """
          INSERT INTO company (slug, name, language, timeZone, token)
          VALUES ('acme', 'Acme Oy', 'fi', 'Europe/Helsinki', 'aaaaaaaaaaaaaaaaaaaaaaaaaa');
          WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
          INSERT INTO customer (company, name) SELECT 1, 'Asiakas ' || i FROM n;
          """)
      try database.execute(
        sql: """
          WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
          INSERT INTO logEntry (id, company, number, at, place, kind, customer, amount, currency,
            externalID, externalDigest, text, textSalt, textDigest, hash)
          SELECT i, 1, i, 1700000000 + i, (1700000000 + i) << 20, 'invoice', i % 1000 + 1, '1.00',
            'EUR', 'L-' || i, zeroblob(32), 'lasku ' || i, zeroblob(16), zeroblob(32), zeroblob(32)
          FROM n
          """, arguments: [count])
    }
  }
}
