import Foundation
import GRDB
import Glibc
import TestKit
import Testing

@testable import Store

/// The one lock of all who write, seen from the store's verbs.
@Suite struct WriteLockTests {
  @Test func `a verb waits for the holder no longer than patience lasts, and names it`()
    async throws
  {
    let fixture = try await StoreFixture()
    let store = try await Store.open(fixture.directory, patience: .upTo(.milliseconds(50)))
    let other = try await OtherProcess.locking(fixture.directory + "/write.lock")
    let error = await #expect(throws: StoreError.self) {
      _ = try await store.addCompany(NewCompany(name: "Acme", slug: "acme"))
    }
    #expect(error?.kind == .busy)
    #expect(error?.description.contains("process \(other.id) still writes to the store") == true)
    // Who reads waits for nobody.
    #expect(try await store.companies().isEmpty)
    let opening = await #expect(throws: StoreError.self) {
      _ = try await Store.open(fixture.directory, patience: .upTo(.milliseconds(50)))
    }
    #expect(opening?.kind == .busy)
    other.signal(SIGKILL)
    try await other.end()
    _ = try await store.addCompany(NewCompany(name: "Acme", slug: "acme"))
  }

  @Test func `a daemon tells who holds it and goes on waiting, with signs of life`() async throws {
    let fixture = try await StoreFixture()
    let other = try await OtherProcess.locking(fixture.directory + "/write.lock")
    let told = Collected<String>()
    let signs = Collected<Duration>()
    let patience = Patience.endless(
      telling: .milliseconds(20), sign: { wait in signs.add(wait) },
      tell: { text in
        if told.add(text) == 2 { other.signal(SIGKILL) }
      })
    let store = try await Store.open(fixture.directory, patience: patience)
    #expect(try await store.companies().isEmpty)
    #expect(
      told.all.first
        == "store \(fixture.directory): waiting for process \(other.id), which writes to the store")
    #expect(signs.all.count > 2 && signs.all.first == .milliseconds(20))
  }

  @Test(arguments: ["/write.lock", "/minicrm.sqlite", ""])
  func `nothing is filed into a store that was moved away or replaced`(file: String) async throws {
    let fixture = try await StoreFixture()
    _ = try await fixture.company()
    let path = fixture.directory + file
    try #require(rename(path, path + ".old") == 0)
    defer { _ = rename(path + ".old", path) }
    let gone = await #expect(throws: StoreError.self) { _ = try await fixture.company("beta") }
    #expect(gone?.kind == .replaced && gone?.isTemporary == false)
    // Another stands there now.
    try FileManager.default.copyItem(atPath: path + ".old", toPath: path)
    let other = await #expect(throws: StoreError.self) { _ = try await fixture.company("beta") }
    #expect(other?.kind == .replaced)
    try FileManager.default.removeItem(atPath: path)
  }

  @Test func `no connection checkpoints by itself`() async throws {
    let fixture = try await StoreFixture()
    let pool = fixture.store.database.pool
    #expect(try await pool.writeWithoutTransaction { try automaticCheckpoint($0) } == 0)
    #expect(try await pool.read { try automaticCheckpoint($0) } == 0)
    #expect(
      try StoreExamination(fixture.directory).read { try automaticCheckpoint($0) } == 0)
  }

  private func automaticCheckpoint(_ database: Database) throws -> Int? {
    try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint")
  }
}
