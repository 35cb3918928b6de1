import Foundation
import GRDB
import Glibc
import Platform
import Records
import TestKit
import Testing

@testable import SQLiteEngine
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

  @Test(arguments: [false, true])
  func `who is cancelled waits a moment longer, and no more`(isFreed: Bool) async throws {
    let fixture = try await StoreFixture()
    let patience = Patience.endless(sign: { _ in }, tell: { _ in })
    let store = try await Store.open(fixture.directory, patience: patience)
    let path = fixture.directory + "/write.lock"
    let other = try await OtherProcess.locking(path)
    let outcome = try await withThrowingTaskGroup(of: Result<Void, any Error>.self) { group in
      group.addTask {
        do {
          _ = try await store.addCompany(NewCompany(name: "Acme", slug: "acme"))
          return .success(())
        } catch {
          return .failure(error)
        }
      }
      #expect(try await eventually { try OtherProcess.waiters(for: path) == 1 })
      group.cancelAll()
      if isFreed { other.signal(SIGKILL) }
      let start = ContinuousClock.now
      let outcome = try await group.next()
      #expect(.now - start < .seconds(20))
      return outcome
    }
    other.signal(SIGKILL)
    try await other.end()
    #expect(try await store.companies().map(\.slug) == (isFreed ? ["acme"] : []))
    if !isFreed {
      #expect(throws: StoreError.self) { try outcome?.get() }
      // Nothing is in the way of the next one.
      _ = try await store.addCompany(NewCompany(name: "Beta", slug: "beta"))
    }
  }

  @Test func `what a server has accepted is recorded, however long another writes`() async throws {
    let desk = try await ReminderDesk()
    let (start, day) = (instant("2027-03-01T10:00"), instant("2027-03-10T06:00"))
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let notice = try #require(try await desk.begin(desk.claim(day), day).first)
    // Each writes as a process of its own would.
    let patience = Patience.endless(sign: { _ in }, tell: { _ in })
    let recording = try await Store.open(desk.fixture.directory, patience: patience)
    let adding = try await Store.open(desk.fixture.directory, patience: patience)
    let path = desk.fixture.directory + "/write.lock"
    let other = try await OtherProcess.locking(path)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        let outcome = NoticeOutcome.sent(reply: "250 ok")
        return try await recording.recordOutcome(outcome, of: notice.id, by: "a", now: day) != nil
      }
      group.addTask {
        do {
          _ = try await adding.addCompany(NewCompany(name: "Beta", slug: "beta"))
          return true
        } catch {
          return false
        }
      }
      let bothWait = try await eventually { try OtherProcess.waiters(for: path) == 2 }
      group.cancelAll()
      let first = try await group.next()
      other.signal(SIGKILL)
      let second = try await group.next()
      #expect(bothWait && first == false && second == true)
    }
    #expect(try await desk.states() == [.sent])
  }

  @Test func `who is cancelled already writes where nobody is in the way`() async throws {
    let fixture = try await StoreFixture()
    await withTaskGroup(of: Void.self) { group in
      group.cancelAll()
      group.addTask {
        await #expect(throws: Never.self) { _ = try await fixture.company() }
      }
    }
    #expect(try await fixture.store.companies().count == 1)
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
    let pool = fixture.store.pool
    #expect(try await pool.writeWithoutTransaction { try automaticCheckpoint($0) } == 0)
    #expect(try await pool.read { try automaticCheckpoint($0) } == 0)
    #expect(
      try StoreExamination(fixture.directory).read { try automaticCheckpoint($0) } == 0)
  }

  private func automaticCheckpoint(_ database: Database) throws -> Int? {
    try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint")
  }
}
