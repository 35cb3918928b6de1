import Foundation
import GRDB
import Testing

@testable import SQLiteEngine
@testable import Store

/// Names that leave the installation with a notice tell nothing of it.
@Suite struct OpaqueNameTests {
  private let start = instant("2027-03-01T10:00")

  @Test func `a list and an event have names of their own, the same over all notices`()
    async throws
  {
    let desk = try await ReminderDesk()
    for day in ["2027-03-10", "2027-03-11"] { _ = try await desk.add(day, at: start) }
    let first = try await desk.send(instant("2027-03-09T06:00"))
    let second = try await desk.send(instant("2027-03-10T06:00"))
    let names = (first + second).flatMap(\.tasks).map(\.calendarName)
    #expect(Set(names).count == 2 && names.count == 3)
    #expect(Set((first + second).map(\.listName)).count == 1)
    for name in names + first.map(\.listName) {
      #expect(name.wholeMatch(of: /[0-9a-f]{32}/) != nil, "\(name)")
    }
  }

  @Test func `another installation has other names`() async throws {
    var names: Set<String> = []
    for _ in 0..<2 {
      let desk = try await ReminderDesk()
      _ = try await desk.add("2027-03-10", at: start, days: [0])
      let notice = try #require(try await desk.send(instant("2027-03-10T06:00")).first)
      names.formUnion([notice.listName, notice.tasks[0].calendarName])
    }
    #expect(names.count == 4)
  }

  @Test func `an event that calendars have keeps its name, whatever the schema`() async throws {
    let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let queue = try DatabaseQueue(path: directory + "/minicrm.sqlite")
    let steps = Schema.migrations.prefix { $0 != Migration014Reminders.self }
    try await queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      for step in steps { try step.apply(to: database) }
      try database.execute(
        sql: """
          PRAGMA user_version = \(steps.count);
          INSERT INTO company (slug, name, language, timeZone, token)
            VALUES ('acme', 'Acme', 'fi', 'Europe/Helsinki', 'aaaaaaaaaaaaaaaaaaaaaaaaaa');
          INSERT INTO person (company, name, email, emailKey) VALUES (1, 'A', 'a@a.fi', 'a@a.fi');
          INSERT INTO task (company, person, description, date, state)
            VALUES (1, 1, 'Soita', '2027-03-10', 'open'), (1, 1, 'Kysy', '2027-03-10', 'open');
          INSERT INTO notice (company, person, moment, state, attempts, messageID)
            VALUES (1, 1, 0, 'sent', 1, '<a@b>');
          INSERT INTO reminder
                (company, task, person, date, daysBefore, moment, kind, state, notice)
            VALUES (1, 1, 1, '2027-03-10', 9, 0, 'before', 'sent', 1);
          """)
    }
    let store = try await Store.open(directory)
    try await store.refreshPlans(now: start)
    let claim = NoticeClaim(worker: "a", until: start + 864_000, domain: "x.fi")
    let due = instant("2027-03-09T06:00")
    let notices = try await store.beginSending(
      store.claimNotices(claim, now: due), by: "a", until: due + 60, now: due)
    let names = notices.flatMap(\.tasks).map(\.calendarName)
    #expect(names.count == 2 && names[0] == "task-1" && names[1].count == 32)
  }
}
