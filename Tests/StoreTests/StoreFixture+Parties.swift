import GRDB
import Records

@testable import Store

/// Customers and contacts as rows, for tests that are about what hangs on them.
extension StoreFixture {
  func insertCustomer(_ name: String, of scope: CompanyScope) throws -> CustomerID {
    try store.pool.write { database in
      try database.execute(
        sql: "INSERT INTO customer (company, name) VALUES (?, ?)",
        arguments: [scope.id.rawValue, name])
      return CustomerID(rawValue: database.lastInsertedRowID)
    }
  }

  func insertContact(
    _ name: String, at customer: CustomerID, of scope: CompanyScope
  ) throws -> ContactID {
    try store.pool.write { database in
      try database.execute(
        sql: "INSERT INTO contact (company, customer, name) VALUES (?, ?, ?)",
        arguments: [scope.id.rawValue, customer.rawValue, name])
      return ContactID(rawValue: database.lastInsertedRowID)
    }
  }

  /// From now on nothing can be appended to any log.
  func breakLog() throws {
    try tamper(
      """
      CREATE TRIGGER logIsBroken BEFORE INSERT ON logEntry
      BEGIN SELECT RAISE(ABORT, 'the log is broken'); END
      """)
  }

  /// All rows of a table, as text.
  func rows(of table: String) throws -> [String] {
    try store.pool.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map(\.description)
    }
  }

  /// Ascending.
  func tasksWithWaitingReminders(for person: PersonID) throws -> [TaskID] {
    try store.pool.read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT task FROM reminder
          WHERE person = ? AND state IN ('planned', 'retrying') ORDER BY task
          """, arguments: [person.rawValue]
      ).map(TaskID.init(rawValue:))
    }
  }
}

extension StoreFixture {
  /// The rows that SQL selects, as text.
  func query(_ sql: String) throws -> [String] {
    try store.pool.read { try Row.fetchAll($0, sql: sql).map(\.description) }
  }
}
