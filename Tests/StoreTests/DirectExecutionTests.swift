import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct DirectExecutionTests {
  private func database() throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try queue.write {
      try $0.execute(
        sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b BLOB, c INTEGER) STRICT")
    }
    return queue
  }

  @Test func `values arrive as they are`() throws {
    let blob = Data([0, 1, 255])
    try database().write { database in
      let insertion = "INSERT INTO t (a, b, c) VALUES (?, ?, ?)"
      try database.run(insertion, "ä", blob, UInt32.max)
      try database.run(insertion, with: ["y".databaseValue, .null, 7.databaseValue])
      try database.run(insertion, nil as String?, Data(), nil as Int64?)
      let rows = try Row.fetchAll(database, sql: "SELECT a, b, c FROM t ORDER BY id")
      #expect(rows[0] == ["a": "ä", "b": blob, "c": Int64(UInt32.max)])
      #expect(rows[1] == ["a": "y", "b": nil, "c": 7])
      #expect(rows[2] == ["a": nil, "b": Data(), "c": nil])
    }
  }

  @Test func `the first integer is nil without a row`() throws {
    try database().write { database in
      try database.run("INSERT INTO t (a, c) VALUES (?, ?)", "x", 42)
      let query = "SELECT c FROM t WHERE a = ?"
      #expect(try database.firstInteger(query, "x") == 42)
      #expect(try database.firstInteger(query, "y") == nil)
      #expect(try database.firstInteger(query, "x") == 42)
    }
  }

  @Test func `a broken rule is an error that says which, and the statement goes on`() throws {
    try database().write { database in
      let insertion = "INSERT INTO t (a, b) VALUES (?, ?)"
      try database.run(insertion, "x", nil as Data?)
      let error = #expect(throws: DatabaseError.self) {
        try database.run(insertion, "x", nil as Data?)
      }
      #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE)
      #expect(error?.message?.contains("t.a") == true)
      try database.run(insertion, "y", nil as Data?)
      #expect(try database.firstInteger("SELECT count(*) FROM t") == 2)
    }
  }
}
