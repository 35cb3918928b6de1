import Foundation
import GRDB
import Glibc
import Records
import TestKit
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct OpeningTests {
  @Test func `a new store is closed to others and holds what the design names`() async throws {
    let fixture = try await StoreFixture()
    func mode(_ path: String) -> UInt32 {
      var status = stat()
      return stat(fixture.directory + path, &status) == 0 ? status.st_mode & 0o777 : 0
    }
    for folder in ["", "/blobs", "/blobs/00", "/blobs/ff", "/blobs/tmp", "/spool"] {
      #expect(mode(folder) == 0o700, "\(folder)")
    }
    for file in ["/minicrm.sqlite", "/minicrm.sqlite-wal", "/minicrm.sqlite-shm"] {
      #expect(mode(file) == 0o600, "\(file)")
    }
    _ = try fixture.blob("content")
    let blob = try #require(try fixture.files(under: "blobs").first)
    #expect(mode("/blobs/" + blob) == 0o600)
  }

  @Test func `a directory that others may read is closed when it is opened`() async throws {
    let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: directory) }
    mkdir(directory, 0o755)
    _ = try await Store.open(directory + "/")
    var status = stat()
    stat(directory, &status)
    #expect(status.st_mode & 0o777 == 0o700)
  }

  @Test func `commits are synchronous, keys are checked, the journal is a WAL`() async throws {
    let fixture = try await StoreFixture()
    let found = try await fixture.store.pool.writeWithoutTransaction { database in
      try ["synchronous", "foreign_keys", "journal_mode", "busy_timeout"].map {
        try String.fetchOne(database, sql: "PRAGMA " + $0) ?? ""
      }
    }
    #expect(found == ["2", "1", "wal", "30000"])
  }

  @Test func `many that open a new store at once all get it`() async throws {
    let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask {
          let store = try await Store.open(directory)
          _ = try await store.addCompany(
            NewCompany(name: "Yritys", slug: "yritys-\(number)"))
        }
      }
      try await group.waitForAll()
    }
    let store = try await Store.open(directory)
    #expect(try await store.companies().count == 12)
  }

  /// A process that closes any descriptor of a file loses all its locks on it.
  @Test func `a store that is opened twice in a process stays locked to others`() async throws {
    let fixture = try await StoreFixture()
    _ = try await Store.open(fixture.directory)
    let taking = try await Program.run(
      "sqlite3", [fixture.directory + "/minicrm.sqlite", "PRAGMA journal_mode = DELETE"])
    #expect(taking.errors.contains("database is locked"), "\(taking.text)")
    // Both are still needed here.
    #expect(try await fixture.store.companies().count == 0)
  }

  @Test func `a store from a newer program is refused, and says so`() async throws {
    let fixture = try await StoreFixture()
    try fixture.tamper("PRAGMA user_version = 99")
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(fixture.directory)
    }
    #expect(error?.kind == .schemaNewer)
    #expect(error?.description.contains("version 99") == true)
    let running = await #expect(throws: StoreError.self) {
      _ = try await fixture.company()
    }
    #expect(running?.kind == .schemaNewer)
  }

  @Test func `a store that was restored to an older schema stops the running program`() async throws
  {
    let fixture = try await StoreFixture()
    try fixture.tamper("PRAGMA user_version = 0")
    let error = await #expect(throws: StoreError.self) { _ = try await fixture.company() }
    #expect(error?.kind == .schemaOlder)
  }

  @Test func `another program's database is not migrated`() async throws {
    let fixture = try await StoreFixture()
    try fixture.tamper("PRAGMA user_version = 0")
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(fixture.directory)
    }
    #expect(error?.kind == .corrupt)
  }

  @Test func `a database that is none is named with what to do`() async throws {
    let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: directory) }
    mkdir(directory, 0o700)
    try Data(repeating: 0x41, count: 4_096).write(
      to: URL(fileURLWithPath: directory + "/minicrm.sqlite"))
    let error = await #expect(throws: StoreError.self) { _ = try await Store.open(directory) }
    #expect(error?.kind == .corrupt)
    #expect(error?.description.contains("restore the last backup") == true)
  }

  @Test func `a store below a file can't be made, in one clear line`() async throws {
    let file = NSTemporaryDirectory() + "file-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data().write(to: URL(fileURLWithPath: file))
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(file + "/store")
    }
    #expect(error?.description.contains("not a directory") == true)
    #expect(error?.description.contains("\n") == false)
  }
}
