import Foundation
import GRDB
import Records
import SQLiteEngine
import Store

/// A store with companies, each with persons, customers and tasks, whose reminders are due or still
/// to come.
///
/// Tasks and reminders are written as the verbs would write them, many at once and without log
/// entries: planning is not what is measured.
struct ReminderWorld {
  static let companyCount = 40

  let store: Store
  let personsPerCompany: Int
  private let queue: DatabaseQueue

  /// `persons` in all; person n and customer n are of company (n - 1) % count + 1.
  init(in directory: String, persons: Int) async throws {
    store = try await Store.open(directory, making: .ifEmpty)
    personsPerCompany = max(1, persons / Self.companyCount)
    for number in 1...Self.companyCount {
      _ = try await store.addCompany(
        NewCompany(name: "Yritys \(number)", slug: "yritys-\(number)"))
    }
    queue = try DatabaseQueue(path: directory + "/minicrm.sqlite")
    try await queue.write { [personsPerCompany] database in
      for number in 1...(personsPerCompany * Self.companyCount) {
        let company = (number - 1) % Self.companyCount + 1
        let address = "henkilo\(number)@example.fi"
        try database.execute(
          sql: "INSERT INTO person (id, company, name, email, emailKey) VALUES (?, ?, ?, ?, ?)",
          arguments: [number, company, "Henkilö \(number)", address, address])
        try database.execute(
          sql: "INSERT INTO customer (id, company, name, phone) VALUES (?, ?, ?, ?)",
          arguments: [number, company, "Asiakas \(number)", "+358401234567"])
      }
    }
  }

  var persons: Int { personsPerCompany * Self.companyCount }

  /// A task for every person, dated tomorrow, with a reminder whose moment was a minute ago: as
  /// many notices as there are persons.
  func planDue() throws {
    try plan(persons, date: Date() + 86_400, moment: Date() - 60, spread: 1)
  }

  /// Tasks dated from next week on, with a reminder each.
  func planLater(_ count: Int) throws {
    try plan(count, date: Date() + 10 * 86_400, moment: Date() + 7 * 86_400, spread: 300)
  }

  /// `spread` is the number of days that the reminders are strewn over, in order, at any second.
  private func plan(_ count: Int, date: Date, moment: Date, spread: Int) throws {
    let day = date.formatted(.iso8601.year().month().day())
    try queue.write { database in
      let first = try Int64.fetchOne(database, sql: "SELECT ifnull(max(id), 0) FROM task") ?? 0
      try database.execute(
        sql: """
          WITH RECURSIVE upTo (n) AS (
            SELECT 0 UNION ALL SELECT n + 1 FROM upTo WHERE n + 1 < ?1)
          INSERT INTO task (id, company, person, customer, description, date, state)
          SELECT n + 1 + ?2, n % ?3 % ?4 + 1, n % ?3 + 1, n % ?3 + 1,
            'Soita asiakkaalle ja sovi tarjouksesta ' || n, date(?5, (n * ?6 / ?1) || ' days'),
            'open' FROM upTo
          """, arguments: [count, first, persons, Self.companyCount, day, spread])
      try database.execute(
        sql: """
          INSERT INTO reminder (company, task, person, date, daysBefore, moment, kind)
          SELECT company, id, person, date, 1,
            ?2 + CAST(round(julianday(date) - julianday(?3)) AS INTEGER) * 86400
              + id * 7907 % (1 + 86400 * (?4 > 1)),
            'before' FROM task WHERE id > ?1
          """, arguments: [first, Int64(moment.timeIntervalSince1970), day, spread])
    }
  }
}
