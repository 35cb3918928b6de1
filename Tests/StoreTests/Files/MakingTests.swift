import Foundation
import Glibc
import TestKit
import Testing

@testable import SQLiteEngine
@testable import Store

/// A store is made in some places, and changes nothing in others.
@Suite struct MakingTests {
  private let folder: TemporaryDirectory
  private var place: String { folder.path("store") }

  init() throws { folder = try TemporaryDirectory() }

  @Test(arguments: [nil, [], ["lost+found"], ["kuvat"], ["blobs", "spool"]])
  func `who may not make a store changes nothing where none is`(names: [String]?) async throws {
    for name in names ?? [] { try folder.makeFolder("store/\(name)") }
    if names == [] { try folder.makeFolder("store") }
    let before = try Tree(folder.path)
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(place, making: .never)
    }
    #expect(error?.kind == .noStore && error?.subject == "store \(place)")
    #expect(error?.suggestion.contains("store.directory") == true)
    #expect(try Tree(folder.path) == before)
  }

  @Test(arguments: [nil, [], ["lost+found"]])
  func `a store is made in a new directory, and in an empty one`(names: [String]?) async throws {
    for name in names ?? [] { try folder.makeFolder("store/\(name)") }
    if names == [] { try folder.makeFolder("store") }
    _ = try await Store.open(place, making: .ifEmpty)
    #expect(try Tree(folder.path).entries["store"]?.mode == 0o700)
    #expect(try await Store.open(place, making: .never).companies().isEmpty)
  }

  @Test(arguments: [["kuvat"], ["minicrm.yaml"], ["blobs", "lost+found", "x"]])
  func `a store is made beside nothing else`(names: [String]) async throws {
    for name in names { try folder.makeFolder("store/\(name)") }
    let before = try Tree(folder.path)
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(place, making: .ifEmpty)
    }
    #expect(error?.isRefusal == true && error?.cause == "it is not empty, and no store")
    #expect(try Tree(folder.path) == before)
  }

  @Test func `a making that was cut off is no store, and goes on`() async throws {
    try folder.write("", to: "store/minicrm.sqlite", mode: 0o600)
    for name in ["blobs/00", "blobs/tmp", "spool"] { try folder.makeFolder("store/\(name)") }
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(place, making: .never)
    }
    #expect(error?.kind == .noStore)
    _ = try await Store.open(place, making: .ifEmpty)
    #expect(try await Store.open(place, making: .never).companies().isEmpty)
  }

  /// SQLite had made a database of the file, and no step of the schema was taken.
  @Test func `a database without a schema is no store, and becomes one`() async throws {
    for name in ["blobs", "spool"] { try folder.makeFolder("store/\(name)") }
    try await Program.mustRun("sqlite3", [place + "/minicrm.sqlite", "PRAGMA journal_mode = WAL"])
    chmod(place + "/minicrm.sqlite", 0o600)
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(place, making: .never)
    }
    #expect(error?.kind == .noStore)
    #expect(try await Store.open(place, making: .ifEmpty).companies().isEmpty)
  }

  @Test func `contents without their database are somebody's`() async throws {
    let store = try await Store.open(place, making: .ifEmpty)
    let group = try store.blobs.group()
    _ = try group.add { write in try Array("a".utf8).withUnsafeBytes { try write($0) } }
    try group.written.makeDurable()
    for name in ["", "-wal", "-shm"] { unlink(place + "/minicrm.sqlite" + name) }
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(place, making: .ifEmpty)
    }
    #expect(error?.isRefusal == true)
  }

  @Test func `the directory may be a link to another disk`() async throws {
    try folder.makeFolder("disk")
    symlink(folder.path("disk"), place)
    _ = try await Store.open(place, making: .ifEmpty)
    #expect(try await Store.open(place, making: .never).companies().isEmpty)
    #expect(FileManager.default.fileExists(atPath: folder.path("disk/minicrm.sqlite")))
  }
}
