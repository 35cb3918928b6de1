import Foundation
import GRDB
import Glibc
import Records
import TestKit
import Testing

@testable import SQLiteEngine
@testable import Store

/// When the write-ahead log goes into the database.
@Suite struct CheckpointTests {
  /// In bytes; nil when there is none.
  private func logSize(_ directory: String) -> Int? {
    var status = stat()
    return stat(directory + "/minicrm.sqlite-wal", &status) == 0 ? Int(status.st_size) : nil
  }

  private func grow(_ fixture: StoreFixture, by mebibytes: Int) async throws {
    for _ in 0..<mebibytes {
      try await fixture.store.engine.write {
        try $0.run("INSERT INTO ballast VALUES (zeroblob(1048576))")
      }
    }
  }

  private func fixture() async throws -> StoreFixture {
    let fixture = try await StoreFixture()
    try fixture.tamper("CREATE TABLE ballast (bytes BLOB)")
    return fixture
  }

  @Test func `the log does not grow beyond 16 MiB by much`() async throws {
    let fixture = try await fixture()
    try await grow(fixture, by: 40)
    let size = try #require(logSize(fixture.directory))
    #expect(size > 8 << 20 && size < 20 << 20)
  }

  @Test func `a reader keeps nobody waiting, and after it the log shrinks again`() async throws {
    let fixture = try await fixture()
    let reader = try await OtherProcess.reading(fixture.directory + "/minicrm.sqlite")
    try await grow(fixture, by: 40)
    #expect(try #require(logSize(fixture.directory)) > 40 << 20)
    reader.signal(SIGKILL)
    try await reader.end()
    try await grow(fixture, by: 6)
    #expect(try #require(logSize(fixture.directory)) <= 17 << 20)
  }

  @Test func `at rest what was written is in the database itself`() async throws {
    let fixture = try await fixture()
    try await grow(fixture, by: 1)
    await fixture.store.rest()
    // Without the log beside it.
    let copy = fixture.directory + "/copy.sqlite"
    try FileManager.default.copyItem(
      atPath: fixture.directory + "/minicrm.sqlite", toPath: copy)
    let queue = try DatabaseQueue(path: copy)
    #expect(try await queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM ballast") } == 1)
  }

  @Test func `the last one leaves an empty log, one of several leaves it alone`() async throws {
    let fixture = try await fixture()
    var store: Store? = try await Store.open(fixture.directory)
    let other = try await OtherProcess.opening(fixture.directory + "/minicrm.sqlite")
    _ = try await store?.addCompany(NewCompany(name: "Acme", slug: "acme"))
    store = nil
    #expect(try #require(logSize(fixture.directory)) > 0)
    other.signal(SIGKILL)
    try await other.end()
    _ = try await Store.open(fixture.directory)
    #expect(logSize(fixture.directory) == 0)
  }

  @Test func `a daemon leaves an empty log whoever else is there`() async throws {
    let fixture = try await fixture()
    let other = try await OtherProcess.opening(fixture.directory + "/minicrm.sqlite")
    var store: Store? = try await Store.open(
      fixture.directory, patience: .endless(sign: { _ in }, tell: { _ in }))
    _ = try await store?.addCompany(NewCompany(name: "Acme", slug: "acme"))
    store = nil
    #expect(logSize(fixture.directory) == 0)
    withExtendedLifetime(other) {}
  }
}
