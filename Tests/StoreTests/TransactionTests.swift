import Foundation
import GRDB
import Records
import Testing

import struct Store.SQL

@testable import SQLiteEngine
@testable import Store

@Suite struct TransactionTests {
  /// Runs `body` on an empty database with one table.
  private func withTable(_ body: (Transaction) throws -> Void) throws {
    try DatabaseQueue().write { database in
      try database.execute(
        sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b BLOB, c INTEGER) STRICT")
      try Transaction.run(SQLiteConnection(database, directory: "/nowhere"), body)
    }
  }

  private func insert(_ a: String?, _ b: [UInt8]? = nil, _ c: Int64? = nil) -> SQL {
    "INSERT INTO t (a, b, c) VALUES (\(a), \(b), \(c))"
  }

  @Test func `values come back as they went in`() throws {
    try withTable { transaction in
      let texts = [
        "", "ä", "a\u{0}b", "'; DROP TABLE t; --", String(repeating: "x", count: 70_000),
      ]
      for text in texts { try transaction.run(insert(text)) }
      #expect(try transaction.values("SELECT a FROM t ORDER BY id") == texts)
      try transaction.run("DELETE FROM t")
      try transaction.run(insert(nil, [0, 1, 255], .max))
      try transaction.run(insert(nil, [], .min))
      let rows = try transaction.rows("SELECT * FROM t ORDER BY id")
      #expect(rows.map(\.columns) == [["id", "a", "b", "c"], ["id", "a", "b", "c"]])
      #expect(
        rows.map { $0.values.dropFirst() } == [
          [.null, .blob([0, 1, 255]), .integer(.max)], [.null, .blob([]), .integer(.min)],
        ])
      #expect(rows[0]["a"] as String? == nil && !rows[0].has("a") && rows[0].has("b"))
    }
  }

  @Test func `ids, dates and words of closed lists bind as themselves`() throws {
    try withTable { transaction in
      let (id, day) = (PersonID(rawValue: 7), try #require(CivilDate("2026-03-02")))
      let moment = Date(timeIntervalSince1970: 1_000_000.7)
      try transaction.run("INSERT INTO t (id, a, c) VALUES (\(id), \(day), \(moment))")
      let row = try #require(try transaction.row("SELECT * FROM t WHERE id = \(id)"))
      #expect(row["id"] as PersonID == id && row["a"] as CivilDate == day)
      #expect(row["c"] as Date == Date(timeIntervalSince1970: 1_000_000))
      #expect(transaction.inserted(PersonID.self) == id && transaction.changed == 1)
      try transaction.run("UPDATE t SET a = \(TaskState.open)")
      #expect(try transaction.value("SELECT a FROM t") == TaskState.open)
      try transaction.run("UPDATE t SET a = 'unheard-of'")
      let other = try #require(try transaction.row("SELECT a FROM t"))
      let error = #expect(throws: StoreError.self) { try other.known("a") as TaskState }
      #expect(error?.kind == .corrupt && error?.cause.contains("unheard-of") == true)
    }
  }

  @Test func `parts of statements bring their values along, in order`() throws {
    let filter: SQL = "c IN \(oneOf: [1, 2]) AND a = \("x")"
    let whole: SQL = "SELECT \(raw: "a") FROM t WHERE \(filter) LIMIT \(3)"
    #expect(whole.text == "SELECT a FROM t WHERE c IN (?, ?) AND a = ? LIMIT ?")
    #expect(whole.values == [.integer(1), .integer(2), .text("x"), .integer(3)])
  }

  @Test func `a query is walked no further than is asked`() throws {
    try withTable { transaction in
      for number in 1...5 { try transaction.run(insert("\(number)")) }
      var seen: [String] = []
      try transaction.walk("SELECT a FROM t ORDER BY id") {
        seen.append($0["a"])
        return seen.count < 2
      }
      #expect(seen == ["1", "2"])
      #expect(try transaction.value("SELECT a FROM t ORDER BY id", as: String.self) == "1")
      #expect(try transaction.value("SELECT a FROM t WHERE id = 9", as: String.self) == nil)
    }
  }

  @Test func `a broken rule is a refusal that says which, and the statement goes on`() throws {
    try withTable { transaction in
      try transaction.run(insert("x"))
      let error = #expect(throws: StoreError.self) { try transaction.run(insert("x")) }
      #expect(error?.isRefusal == true && error?.cause.contains("t.a") == true)
      try transaction.run(insert("y"))
      #expect(try transaction.value("SELECT count(*) FROM t", as: Int.self) == 2)
    }
  }

  @Test func `a part that throws is undone by itself`() throws {
    try withTable { transaction in
      func insertApart(_ texts: [String]) throws {
        try transaction.part { for text in texts { try transaction.run(insert(text)) } }
      }
      try transaction.run(insert("x"))
      #expect(throws: StoreError.self) { try insertApart(["y", "x"]) }
      try insertApart(["z"])
      #expect(try transaction.values("SELECT a FROM t ORDER BY id") == ["x", "z"])
    }
  }
}
