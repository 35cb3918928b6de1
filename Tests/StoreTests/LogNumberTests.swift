import Foundation
import GRDB
import Records
import Testing

@testable import Store

/// A company's numbers of its log say nothing of other companies.
@Suite struct LogNumberTests {
  @Test func `entries are numbered by their company, and found by that number`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    for text in ["1", "2", "3"] {
      try await fixture.store.note(text, acme.id)
      try await fixture.store.note("muu", beta.id)
      try await fixture.store.note("muu", beta.id)
    }
    let entries = try await acme.log.search(LogQuery()).entries
    #expect(entries.map(\.number.rawValue) == [3, 2, 1] && entries.map(\.text) == ["3", "2", "1"])
    var event = RecordedEvent(kind: .note)
    (event.text, event.externalID) = ("4", "S-4")
    #expect(try await acme.log.record(event, now: now).entry.number.rawValue == 4)
    #expect(try await acme.log.record(event, now: now).entry.number.rawValue == 4)
    event.text = "muu"
    let error = await #expect(throws: StoreError.self) {
      try await acme.log.record(event, now: now)
    }
    #expect(error?.description.contains("log entry 4 has that external id") == true)
  }

  @Test func `a company's rows and cursors are the same, however much others record`() async throws
  {
    var seen: [[LogPage]] = []
    for others in [0, 5] {
      let fixture = try await StoreFixture()
      let acme = try await fixture.company("acme")
      let beta = try await fixture.company("beta")
      for number in 0..<6 {
        let at = now.addingTimeInterval(Double(number / 3))
        for _ in 0..<others { try await fixture.store.note("muu", beta.id, at: at) }
        try await fixture.store.note("kirjaus \(number)", acme.id, at: at)
      }
      var query = LogQuery(limit: 2)
      var pages: [LogPage] = []
      repeat {
        pages.append(try await acme.log.search(query))
        query.after = pages.last?.next
      } while query.after != nil
      seen.append(pages)
    }
    #expect(seen[0] == seen[1] && seen[0].count == 3)
  }

  @Test func `a cursor of another company, or made up, is refused`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    for number in 0..<3 {
      try await fixture.store.note("kirjaus", acme.id, at: now.addingTimeInterval(Double(number)))
      try await fixture.store.note("muu", beta.id, at: now.addingTimeInterval(-Double(number + 1)))
    }
    let page = try await acme.log.search(LogQuery(limit: 1))
    let cursor = try #require(page.next)
    #expect(cursor.count == 23 && cursor.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil)
    #expect(try await acme.log.search(LogQuery(after: cursor)).entries.count == 2)
    await #expect(throws: StoreError.self) {
      _ = try await beta.log.search(LogQuery(after: cursor))
    }
  }

  @Test func `a company may fill a second by itself alone`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    try await fixture.store.note("tayttaja", beta.id)
    try fixture.dropLogTriggers()
    // The last place of its second.
    try fixture.tamper("UPDATE logEntry SET place = (at << 20) + (1 << 20) - 1")
    try await fixture.store.note("mahtuu", acme.id)
    #expect(try await acme.log.search(LogQuery(text: "mahtuu")).entries.count == 1)
    let error = await #expect(throws: StoreError.self) {
      try await fixture.store.note("ei", beta.id)
    }
    #expect(error?.description.contains("a second holds at most") == true)
    try await fixture.store.note("seuraava", beta.id, at: now.addingTimeInterval(1))
  }

  /// Each key of the log's tables, so that a later one is tried too.
  @Test func `what is there is never replaced, by whichever key`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for number in 1...3 {
      var event = RecordedEvent(kind: .payment)
      (event.text, event.externalID) = ("kirjaus \(number)", "S-\(number)")
      event.money = try Money(amount: "1.00")
      _ = try await scope.log.record(event, now: now)
    }
    for table in ["logEntry", "logHead"] {
      let before = try fixture.rows(of: table)
      let keys = try fixture.keys(of: table)
      #expect(keys.count == (table == "logEntry" ? 4 : 1))
      for key in keys {
        for keyword in ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE", "INSERT OR ROLLBACK"] {
          #expect(throws: DatabaseError.self, "\(keyword) by \(key)") {
            try fixture.tamper(try fixture.replacement(keyword, of: table, by: key))
          }
        }
      }
      #expect(try fixture.rows(of: table) == before)
    }
    #expect(try await scope.log.verify() == LogVerification(entries: 3, fault: nil))
  }

  @Test func `companies that share a row of the index are found and forgotten apart`() async throws
  {
    let fixture = try await StoreFixture()
    let scopes = [try await fixture.company("acme"), try await fixture.company("beta")]
    let company = scopes.map(\.id)
    // The numbers that each finds of both words together, of the one, of the other, and of all.
    func found() async throws -> [[Int]] {
      var found: [[Int]] = []
      for scope in scopes {
        var counts: [Int] = []
        for word in ["yhteinen", "erillinen", ""] {
          counts.append(try await scope.log.search(LogQuery(text: word)).entries.count)
        }
        found.append(counts)
      }
      return found
    }
    // In one transaction, which makes one row of it, and in one each.
    try await fixture.store.engine.write { transaction in
      for company in company {
        try transaction.append(LogEvent(kind: .note, text: "yhteinen"), to: company, at: now)
      }
    }
    for company in company { try await fixture.store.note("erillinen", company) }
    #expect(try await found() == [[1, 1, 2], [1, 1, 2]])
    try await fixture.store.engine.write { transaction in
      for (count, word) in ["yhteinen", "erillinen"].enumerated() {
        let place = LogPlace(rawValue: now.storedSeconds << 20 + Int64(count))
        let entry = LogIndex.Entry(
          place: place, kind: .note, person: nil, meant: nil, party: Party(), reference: nil,
          text: word)
        try LogIndex.replaceText(of: entry, by: "", of: company[0], in: transaction)
      }
    }
    #expect(try await found() == [[0, 0, 2], [1, 1, 2]])
    for command in ["integrity-check", "optimize", "integrity-check"] {
      try fixture.tamper("INSERT INTO logIndex (logIndex) VALUES ('\(command)')")
    }
    #expect(try await found() == [[0, 0, 2], [1, 1, 2]])
  }
}

extension StoreFixture {
  /// The unique keys of a table: each the columns of one.
  fileprivate func keys(of table: String) throws -> [[String]] {
    try store.pool.read { database in
      let indexes = try String.fetchAll(
        database, sql: "SELECT name FROM pragma_index_list(?) WHERE \"unique\"", arguments: [table])
      let primary = try String.fetchAll(
        database, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0", arguments: [table])
      return try [primary]
        + indexes.map {
          try String.fetchAll(
            database, sql: "SELECT name FROM pragma_index_info(?)", arguments: [$0])
        }
    }
  }

  /// An insertion of what could follow the last row, but for one key, which is the first row's.
  fileprivate func replacement(
    _ keyword: String, of table: String, by key: [String]
  ) throws -> String {
    let following = [
      "id": "(SELECT max(id) + 1 FROM logEntry)",
      "number": "(SELECT max(number) + 1 FROM logEntry)",
      "place": "(SELECT max(place) + 1 FROM logEntry)", "externalID": "'S-9'", "entries": "0",
    ]
    let columns = try store.pool.read {
      try String.fetchAll(
        $0, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
    }
    let values = columns.map { key.contains($0) ? $0 : following[$0] ?? $0 }
    let order = columns.contains("id") ? " ORDER BY id LIMIT 1" : ""
    return """
      \(keyword) INTO \(table) SELECT \(values.joined(separator: ", ")) FROM \(table)\(order)
      """
  }
}
