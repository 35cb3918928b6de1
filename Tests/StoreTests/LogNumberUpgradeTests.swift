import Foundation
import GRDB
import Platform
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

/// The step to running numbers, with a log of before.
@Suite struct LogNumberUpgradeTests {
  /// A store of before the step, whose two companies took turns; their entries are in one second.
  private func oldStore() throws -> String {
    let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: directory + "/minicrm.sqlite")
    let steps = Schema.migrations.prefix { $0 != Migration011LogNumbers.self }
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      for step in steps { try step.apply(to: database) }
      try database.execute(sql: "PRAGMA user_version = \(steps.count)")
      for slug in ["acme", "beta"] {
        try database.execute(
          sql: """
            INSERT INTO company (slug, name, language, timeZone, token)
            VALUES (?1, ?1, 'fi', 'Europe/Helsinki', 'aaaaaaaaaaaaaaaaaaaa' || ?1)
            """, arguments: [slug])
      }
      var heads = [1: LogChain.start, 2: LogChain.start]
      for (index, company) in [2, 1, 1, 2, 1].enumerated() {
        heads[company] = try Self.append(
          index, company, after: heads[company] ?? LogChain.start, in: database)
      }
    }
    return directory
  }

  private static func append(
    _ index: Int, _ company: Int, after head: Digest, in database: Database
  ) throws -> Digest {
    let salt = [UInt8](repeating: 7, count: 16)
    let text = "kirjaus\(index)"
    let place = now.storedSeconds << 20 + Int64(index)
    var columns: [(String, DatabaseValue)] = [
      ("id", (10 + index).databaseValue), ("company", company.databaseValue),
      ("at", now.storedSeconds.databaseValue), ("place", place.databaseValue),
      ("kind", "note".databaseValue), ("text", text.databaseValue),
      ("textSalt", Data(salt).databaseValue),
      ("textDigest", Data(LogChain.textDigest(salt: salt, text: text).bytes).databaseValue),
    ]
    let record = LogRecord(
      id: Int64(10 + index), company: CompanyID(rawValue: Int64(company)),
      at: now.storedSeconds, place: place,
      textDigest: LogChain.textDigest(salt: salt, text: text), kind: "note")
    let hash = LogChain.hash(after: head, record)
    columns.append(("hash", Data(hash.bytes).databaseValue))
    let names = columns.map(\.0).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try database.execute(
      sql: "INSERT INTO logEntry (\(names)) VALUES (\(marks))",
      arguments: StatementArguments(columns.map(\.1)))
    let entry = LogIndex.Entry(
      place: LogPlace(rawValue: place), kind: .note, person: nil, meant: nil, party: Party(),
      reference: nil, text: text)
    try SQLiteLogIndex(connection: SQLiteConnection(database, directory: "old"))
      .insert(LogIndex.row(entry, of: CompanyID(rawValue: Int64(company))))
    return hash
  }

  @Test func `older entries are numbered in the order of recording, under the same chain`()
    async throws
  {
    let directory = try oldStore()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let store = try await Store.open(directory)
    for (company, texts) in [(1, [4, 2, 1]), (2, [3, 0])] {
      let log = store.company(CompanyID(rawValue: Int64(company))).log
      #expect(try await log.verify() == LogVerification(entries: texts.count, fault: nil))
      let entries = try await log.search(LogQuery(text: "kirjaus")).entries
      #expect(entries.map(\.text) == texts.map { "kirjaus\($0)" })
      #expect(entries.map(\.number.rawValue) == (1...Int64(texts.count)).reversed())
      try await store.note("uusi", CompanyID(rawValue: Int64(company)))
      let newest = try await log.search(LogQuery()).entries.first
      #expect(newest?.text == "uusi" && newest?.number.rawValue == Int64(texts.count + 1))
      #expect(try await log.verify() == LogVerification(entries: texts.count + 1, fault: nil))
    }
    let (ids, places) = try await store.engine.read { transaction in
      (
        try transaction.values("SELECT id FROM logEntry ORDER BY id", as: Int.self),
        try transaction.values("SELECT place & 0xFFFFF FROM logEntry ORDER BY id", as: Int.self)
      )
    }
    // The other company's place is free to a company; its own are not.
    #expect(ids == [10, 11, 12, 13, 14, 15, 16] && places == [0, 1, 2, 3, 4, 5, 4])
  }

  @Test func `the log is as closed after the step as before`() async throws {
    let directory = try oldStore()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let new = try await StoreFixture()
    let upgraded = try await Store.open(directory)
    func rules(_ store: Store) async throws -> [String] {
      try await store.engine.read {
        try $0.values(
          """
          SELECT name FROM sqlite_schema WHERE tbl_name IN ('logEntry', 'logHead') ORDER BY name
          """)
      }
    }
    let names = try await rules(upgraded)
    #expect(try await names == rules(new.store))
    for name in ["logEntryOnlyAppended", "logEntryNeverChanged", "logEntryNeverRemoved"] {
      #expect(names.contains(name))
    }
    #expect(!names.contains("logEntryByCompany"))
    let check = try await upgraded.pool.read {
      try String.fetchAll($0, sql: "PRAGMA integrity_check")
        + Row.fetchAll($0, sql: "PRAGMA foreign_key_check").map(\.description)
    }
    #expect(check == ["ok"])
  }
}
