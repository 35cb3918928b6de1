import Foundation
import GRDB
import Platform
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct RestoreTests {
  @Test func `a directory that holds something is refused and left as it is`() async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.restore(desk.backup, to: desk.fixture.directory)
    }
    #expect(error?.isRefusal == true && error?.cause == "it is not empty")
    #expect(try await BackupFixture.contents(of: desk.store).count == 3)
  }

  @Test func `what is restored shares no file with the backup`() async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    let restored = try await desk.restored()
    let reference = BlobReference(sha256: Digest(of: "a"), size: 1)
    #expect(BackupFixture.links(restored.blobs.path(of: reference)) == 1)
    #expect(BackupFixture.mode(restored.directory) == 0o700)
    #expect(BackupFixture.mode(restored.directory + "/minicrm.sqlite") == 0o600)
  }

  @Test(arguments: [
    ("minicrm.sqlite", "not the file that its manifest tells of"),
    ("manifest.json", "can't be read as a manifest"), ("content", "it is missing"),
    ("bytes", "not those that it is named after"),
  ])
  func `a damaged backup is refused, and nothing is there afterwards`(
    damage: String, cause: String
  ) async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    switch damage {
    case "content": try FileManager.default.removeItem(atPath: desk.backedUp("b"))
    case "bytes":
      // A file of its own: the store's must stay whole.
      try FileManager.default.removeItem(atPath: desk.backedUp("b"))
      try Data("x".utf8).write(to: URL(fileURLWithPath: desk.backedUp("b")))
    default:
      let handle = try #require(FileHandle(forUpdatingAtPath: desk.backup + "/" + damage))
      try handle.seek(toOffset: damage == "manifest.json" ? 0 : 100)
      try handle.write(contentsOf: Data("xyz".utf8))
    }
    let target = desk.fixture.directory + "/target"
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.restore(desk.backup, to: target)
    }
    #expect(error?.kind == .corrupt && error?.cause.contains(cause) == true)
    #expect(!FileManager.default.fileExists(atPath: target + "/minicrm.sqlite"))
    // A restore that was begun is no store, and no obstacle.
    if damage == "bytes" {
      let opening = await #expect(throws: StoreError.self) { _ = try await Store.open(target) }
      #expect(opening?.cause == "a restore into it was interrupted")
      try Data("b".utf8).write(to: URL(fileURLWithPath: desk.backedUp("b")))
      _ = try await Store.restore(desk.backup, to: target)
      #expect(try await BackupFixture.contents(of: Store.open(target)).count == 3)
    }
  }

  @Test func `an interrupted restore is begun anew wherever it ended`() async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    let target = desk.fixture.directory + "/target"
    for left in [["restoring"], ["restoring", "blobs"], ["restoring", "blobs", "minicrm.sqlite"]] {
      try FileManager.default.createDirectory(
        atPath: target, withIntermediateDirectories: true)
      for name in left where name != "minicrm.sqlite" {
        try FileManager.default.createDirectory(
          atPath: target + "/" + name, withIntermediateDirectories: true)
      }
      if left.contains("minicrm.sqlite") {
        try Data("half".utf8).write(to: URL(fileURLWithPath: target + "/minicrm.sqlite"))
      }
      await #expect(throws: StoreError.self) { _ = try await Store.open(target) }
      _ = try await Store.restore(desk.backup, to: target)
      #expect(try await BackupFixture.contents(of: Store.open(target)).count == 3, "\(left)")
      try FileManager.default.removeItem(atPath: target)
    }
  }

  @Test func `a mail that comes again after a restore is known`() async throws {
    let desk = try await BackupFixture(["a"])
    try await desk.backUp()
    try await desk.add(["b"])
    let restored = try await desk.restored()
    for content in ["a", "b"] {
      let mail = try desk.fixture.mail(
        subject: content, to: [.filed(desk.scope)], holding: [content], digest: content)
      // The other store's blobs have to hold the bytes as well.
      let group = try restored.blobs.group()
      _ = try group.add { write in try Array(content.utf8).withUnsafeBytes { try write($0) } }
      _ = try group.add { write in
        try Array("raw of \(content)".utf8).withUnsafeBytes { try write($0) }
      }
      try group.written.makeDurable()
      _ = try await restored.file(IngestGroup(mails: [mail]), now: now)
    }
    #expect(try await BackupFixture.contents(of: restored).values.sorted() == ["a", "b"])
    #expect(try await restored.mailTotals()[.duplicate] == 1)
  }

  @Test func `a backup of a newer program is refused, and says so`() async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    let queue = try DatabaseQueue(path: desk.backup + "/minicrm.sqlite")
    try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    try queue.close()
    let newer = DatabaseCopy(path: desk.backup + "/minicrm.sqlite", subject: "test")
    let record = BackupRecord(
      database: try newer.digest(), takenAt: now, schema: 99, documents: 3, mails: 3, contents: 3,
      bytes: 3)
    try BackupManifest(backups: [record])
      .write(to: desk.backup + "/manifest.json", subject: "test")
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.restore(desk.backup, to: desk.fixture.directory + "/target")
    }
    #expect(error?.kind == .schemaNewer)
  }
}
