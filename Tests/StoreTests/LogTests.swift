import Foundation
import GRDB
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct LogTests {
  @Test func `writers in separate pools lose nothing and keep the chain whole`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme").id
    let beta = try await fixture.company("beta").id
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let store = try await Store.open(fixture.directory)
          for number in 0..<25 {
            for company in [acme, beta] {
              try await store.note("kirjaus \(writer)/\(number)", company)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    for company in [acme, beta] {
      let log = fixture.store.company(company).log
      #expect(try await log.verify() == LogVerification(entries: 100, fault: nil))
      let texts = try await log.search(LogQuery(limit: 1_000)).entries.map(\.text)
      #expect(Set(texts).count == 100)
    }
  }

  @Test(arguments: [
    "UPDATE logEntry SET text = 'x'", "UPDATE logEntry SET at = at + 1",
    "DELETE FROM logEntry", "DELETE FROM logHead", "UPDATE logHead SET entries = 0",
    "INSERT OR REPLACE INTO logEntry SELECT * FROM logEntry WHERE id = 1",
    "INSERT OR REPLACE INTO logHead SELECT company, 0, hash FROM logHead",
    """
    INSERT INTO logEntry (company, number, at, place, kind, textDigest, hash)
      SELECT company, 4, at, place + 9, kind, textDigest, hash FROM logEntry WHERE id = 1
    """,
  ])
  func `SQLite itself refuses to change the log`(sql: String) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for number in 1...3 { try await fixture.store.note("kirjaus \(number)", scope.id) }
    #expect(throws: DatabaseError.self) { try fixture.tamper(sql) }
    #expect(try await scope.log.verify() == LogVerification(entries: 3, fault: nil))
  }

  @Test(arguments: [
    ("UPDATE logEntry SET text = 'x' WHERE id = 3", 3 as Int64?, "its text was changed"),
    ("UPDATE logEntry SET text = NULL, textSalt = NULL WHERE id = 2", 2, "its text is gone"),
    ("UPDATE logEntry SET at = at - 1, place = (at - 1) << 20 WHERE id = 4", 4, "it was changed"),
    ("UPDATE logEntry SET kind = 'payment' WHERE id = 1", 1, "it was changed"),
    ("DELETE FROM logEntry WHERE id = 2", 3, "an entry before it was removed"),
    ("DELETE FROM logEntry WHERE id >= 4", nil, "5 entries were recorded, but 3 are there"),
    ("UPDATE logEntry SET hash = zeroblob(32) WHERE id = 5", 5, "it was changed"),
    ("UPDATE logEntry SET number = 6 WHERE id = 5", 6, "it is entry 5 of the chain"),
    ("UPDATE logEntry SET number = -number", -5, "it was changed, or an entry before it"),
    ("UPDATE logHead SET hash = zeroblob(32)", nil, "not the one recorded last"),
    ("DELETE FROM logHead", nil, "the head of the log is gone"),
  ])
  func `tampering is found, and the first entry that doesn't fit named`(
    sql: String, entry: Int64?, reason: String
  ) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for number in 1...5 { try await fixture.store.note("kirjaus \(number)", scope.id) }
    try fixture.dropLogTriggers()
    try fixture.tamper(sql)
    let fault = try #require(try await scope.log.verify().fault)
    #expect(fault.entry?.rawValue == entry)
    #expect(fault.reason.contains(reason))
  }

  @Test func `a column that comes later leaves the old hashes as they are`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    try await fixture.store.note("kirjaus", scope.id)
    try fixture.tamper("ALTER TABLE logEntry ADD COLUMN later TEXT")
    #expect(try await scope.log.verify().isIntact)
    try fixture.dropLogTriggers()
    try fixture.tamper("UPDATE logEntry SET later = '1.00'")
    #expect(try await !scope.log.verify().isIntact)
  }

  @Test(arguments: [
    "UPDATE logEntry SET id = 9223372036854775807 WHERE number = 3",
    "UPDATE logHead SET entries = 9223372036854775807",
  ])
  func `numbers that have come to an end are an error`(sql: String) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for number in 1...3 { try await fixture.store.note("kirjaus \(number)", scope.id) }
    try fixture.dropLogTriggers()
    try fixture.tamper(sql)
    let error = await #expect(throws: StoreError.self) {
      try await fixture.store.note("x", scope.id)
    }
    #expect(error?.kind == .corrupt)
  }

  @Test func `the log of an unknown company is refused`() async throws {
    let fixture = try await StoreFixture()
    await #expect(throws: StoreError.self) {
      try await fixture.store.note("x", CompanyID(rawValue: 99))
    }
  }
}

extension Store {
  /// Appends a note, as a transaction of its own.
  func note(_ text: String, kind: LogKind = .note, _ company: CompanyID, at: Date = now)
    async throws
  {
    _ = try await engine.write { transaction in
      try transaction.append(LogEvent(kind: kind, text: text), to: company, at: at)
    }
  }
}

extension StoreFixture {
  func dropLogTriggers() throws {
    for trigger in [
      "logEntryOnlyAppended", "logEntryNeverChanged", "logEntryNeverRemoved", "logHeadOnce",
      "logHeadOnlyForward", "logHeadNeverRemoved",
    ] { try tamper("DROP TRIGGER \(trigger)") }
  }
}
