import Foundation
import GRDB
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct UpgradeTests {
  /// A store as a program without the last step, or without those from the named one on, left it,
  /// with one company.
  private func oldStore(before first: String? = nil) throws -> String {
    let version =
      Schema.migrations.firstIndex { "\($0)" == first } ?? Schema.version - 1
    let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let pool = try DatabasePool(
      path: directory + "/minicrm.sqlite", configuration: configuration)
    try pool.write { database in
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      for migration in Schema.migrations.prefix(version) { try migration.apply(to: database) }
      try database.execute(sql: "PRAGMA user_version = \(version)")
      try database.execute(
        sql: """
          INSERT INTO company (slug, name, language, timeZone, token)
          VALUES ('acme', 'Acme Oy', 'fi', 'Europe/Helsinki', 'aaaaaaaaaaaaaaaaaaaaaaaaaa')
          """)
    }
    try pool.close()
    return directory
  }

  @Test func `an upgrade leaves the database as it was beside the new one`() async throws {
    let directory = try oldStore()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    // The copy of the upgrade before.
    let older = directory + "/minicrm.sqlite.before-1"
    try Data("x".utf8).write(to: URL(fileURLWithPath: older))
    let store = try await Store.open(directory)
    let upgrade = try #require(store.upgrade)
    let copy = "\(directory)/minicrm.sqlite.before-\(Schema.version)"
    #expect(upgrade == SchemaUpgrade(from: Schema.version - 1, to: Schema.version, copy: copy))
    let attributes = try FileManager.default.attributesOfItem(atPath: copy)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(!FileManager.default.fileExists(atPath: older))
    #expect(try await store.companies().map(\.slug) == ["acme"])
    let old = try DatabaseQueue(path: copy)
    let found = try await old.read { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA user_version"),
        try String.fetchAll(database, sql: "SELECT slug FROM company"),
        try String.fetchOne(database, sql: "PRAGMA journal_mode")
      )
    }
    #expect(found.0 == Schema.version - 1 && found.1 == ["acme"] && found.2 == "delete")
    #expect(try await Store.open(directory).upgrade == nil)
  }

  @Test func `going back is putting the copy in the database's place`() async throws {
    let directory = try oldStore()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let copy = try #require(try await Store.open(directory).upgrade?.copy)
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: directory + "/minicrm.sqlite" + ending)
    }
    try FileManager.default.moveItem(atPath: copy, toPath: directory + "/minicrm.sqlite")
    let again = try await Store.open(directory)
    #expect(again.upgrade?.from == Schema.version - 1)
    #expect(try await again.companies().map(\.slug) == ["acme"])
  }

  @Test func `a new store needs no copy`() async throws {
    let fixture = try await StoreFixture()
    #expect(fixture.store.upgrade == nil)
    #expect(try SchemaUpgrade.copies(in: fixture.directory) == [])
  }

  @Test func `without space for the copy nothing is changed`() async throws {
    let directory = try oldStore()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    // A directory that can't be replaced stands where the copy would be put together.
    let obstacle = "\(directory)/minicrm.sqlite.before-\(Schema.version).new"
    try FileManager.default.createDirectory(
      atPath: obstacle, withIntermediateDirectories: true)
    await #expect(throws: StoreError.self) { _ = try await Store.open(directory) }
    try FileManager.default.removeItem(atPath: obstacle)
    #expect(try await Store.open(directory).upgrade?.from == Schema.version - 1)
  }

  @Test func `no table has a list that each insertion would make a table of`() async throws {
    let fixture = try await StoreFixture()
    let database = try DatabaseQueue(path: fixture.directory + "/minicrm.sqlite")
    let tables = try await database.read {
      try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table'")
    }
    #expect(tables.filter { $0.contains(/IN \((\s*'\w+',){2}/) } == [])
  }

  @Test func `words that were allowed are allowed, and no others`() async throws {
    let directory = try oldStore()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    _ = try await Store.open(directory)
    let database = try DatabaseQueue(path: directory + "/minicrm.sqlite")
    let insertion = """
      INSERT INTO task (company, person, description, date, state)
      SELECT 1, id, 'Soita', '2026-11-28', ? FROM person
      """
    try await database.write {
      try $0.execute(
        sql: """
          INSERT INTO person (company, name, email, emailKey)
          VALUES (1, 'Aino', 'aino@acme.example', 'aino@acme.example')
          """)
      for state in ["open", "done", "cancelled"] {
        try $0.execute(sql: insertion, arguments: [state])
      }
    }
    for state in ["", "opened", "OPEN"] {
      await #expect(throws: DatabaseError.self) {
        try await database.write { try $0.execute(sql: insertion, arguments: [state]) }
      }
    }
    let check = try await database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    #expect(check == ["ok"])
  }

  @Test(arguments: [
    ("language", Language.allCases.map(\.rawValue)),
    ("mailVerdict", MailVerdict.allCases.map(\.rawValue)),
    ("partVerdict", PartVerdict.allCases.map(\.rawValue)),
    ("mailReason", MailReasonCode.allCases.map(\.rawValue)),
    ("partReason", PartReasonCode.allCases.map(\.rawValue)),
    ("documentState", DocumentState.allCases.map(\.rawValue)),
    ("taskState", TaskState.allCases.map(\.rawValue)),
    (
      "noticeState",
      ReminderState.allCases.filter { $0 != .merged && $0 != .missed }.map(\.rawValue)
    ),
    ("reminderState", ReminderState.allCases.map(\.rawValue)),
    ("logKind", LogKind.allCases.map(\.rawValue)),
  ])
  func `a table of words has the words of its type`(
    table: String, words: [String]
  ) async throws {
    let fixture = try await StoreFixture()
    let database = try DatabaseQueue(path: fixture.directory + "/minicrm.sqlite")
    let stored = try await database.read {
      try String.fetchAll($0, sql: "SELECT word FROM \(table)")
    }
    #expect(stored.sorted() == words.sorted())
  }

  @Test func `names of before sort by the key that new ones get`() async throws {
    let directory = try oldStore(before: "Migration020Lists")
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await DatabaseQueue(path: directory + "/minicrm.sqlite").write {
      try $0.execute(
        sql: """
          INSERT INTO customer (company, name) VALUES (1, 'Öljy'), (1, 'åkesson'), (1, 'Zeta');
          INSERT INTO contact (company, customer, name) VALUES (1, 1, 'Äijä'), (1, 1, 'yrjö');
          INSERT INTO person (company, name, email, emailKey)
          VALUES (1, 'Über', 'u@acme.example', 'u@acme.example'),
            (1, 'Yki', 'y@acme.example', 'y@acme.example');
          """)
    }
    let scope = try await Store.open(directory).company(CompanyID(rawValue: 1))
    _ = try await scope.acting(as: .operator, at: now).addCustomer(NewCustomer(name: "Ärjä"))
    #expect(try await scope.customers().map(\.name) == ["Zeta", "åkesson", "Ärjä", "Öljy"])
    #expect(try await scope.contacts().map(\.name) == ["yrjö", "Äijä"])
    #expect(try await scope.persons().map(\.name) == ["Über", "Yki"])
  }

  @Test func `entries whose words an older index has with their case lowered are found`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let texts = ["Οδυσσευς toi 5 µg", "ei muuta"]
    for text in texts { try await fixture.store.note(text, scope.id) }
    let terms = LogIndexTerms(scope.id)
    let lowered = texts[0].lowercased().unicodeScalars
    try await DatabaseQueue(path: fixture.directory + "/minicrm.sqlite").write {
      let place = try Int64.fetchOne($0, sql: "SELECT min(place) FROM logEntry") ?? 0
      try $0.execute(
        sql: "INSERT INTO logIndex (logIndex, rowid, terms) VALUES ('delete', ?, ?)",
        arguments: [-place, terms.terms([], text: texts[0])])
      try $0.execute(
        sql: "INSERT INTO logIndex (rowid, terms) VALUES (?, ?)",
        arguments: [-place, terms.terms([], folded: lowered)])
      try Migration021FoldedCase.apply(to: $0)
    }
    let upgraded = try await Store.open(fixture.directory).company(scope.id)
    for text in ["οδυσσευς", "ΣΣΕΥΣ", "toi", "µg", "5 ΜG"] {
      let found = try await upgraded.log.search(LogQuery(text: text)).entries.map(\.text)
      #expect(found == [texts[0]], "\(text)")
    }
    // Nothing of the older words is left behind.
    let older = terms.expressions(word: Array("σευς".unicodeScalars))
    let rows = try await DatabaseQueue(path: fixture.directory + "/minicrm.sqlite").read {
      try Int.fetchOne(
        $0, sql: "SELECT count(*) FROM logIndex WHERE logIndex MATCH ?",
        arguments: [older.joined(separator: " AND ")])
    }
    #expect(rows == 0)
  }

  @Test func `an upgrade keeps each row, index and trigger`() async throws {
    let directory = try oldStore(before: "Migration009Words")
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let path = directory + "/minicrm.sqlite"
    func attached() async throws -> [String] {
      try await DatabaseQueue(path: path).read {
        try String.fetchAll(
          $0,
          sql: """
            SELECT type || ' ' || name FROM sqlite_schema
            WHERE type <> 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1
            """)
      }
    }
    let before = try await attached()
    _ = try await Store.open(directory)
    let after = try await attached()
    // The key of the running numbers took the place of that index.
    #expect(Set(before).subtracting(after) == ["index logEntryByCompany"])
    let fresh = try await StoreFixture()
    let schema = "SELECT name || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
    let upgraded = try await DatabaseQueue(path: path).read { try String.fetchAll($0, sql: schema) }
    let made = try await DatabaseQueue(path: fresh.directory + "/minicrm.sqlite").read {
      try String.fetchAll($0, sql: schema)
    }
    #expect(upgraded == made)
  }
}
