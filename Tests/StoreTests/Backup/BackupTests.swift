import Foundation
import GRDB
import Glibc
import Platform
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct BackupTests {
  @Test func `a backup becomes a store with the same documents, log and integrity`() async throws {
    let desk = try await BackupFixture()
    let report = try await desk.backUp()
    #expect(report.record.documents == 3 && report.record.mails == 3)
    #expect(report.record.contents == 3 && report.record.bytes == 3)
    #expect(report.newContents == 3 && report.record.schema == Schema.version)
    let restored = try await desk.restored()
    let contents = try await BackupFixture.contents(of: restored)
    #expect(contents.values.sorted() == ["a", "b", "c"])
    #expect(try await BackupFixture.contents(of: desk.store) == contents)
    let log = restored.company(desk.scope.id).log
    #expect(try await log.verify() == LogVerification(entries: 3, fault: nil))
  }

  @Test func `its files are closed to others, and whole by themselves`() async throws {
    let desk = try await BackupFixture()
    chmod(desk.fixture.directory, 0o755)
    try await desk.backUp()
    for folder in ["", "/blobs", "/blobs/00"] {
      #expect(BackupFixture.mode(desk.backup + folder) == 0o700, "\(folder)")
    }
    for file in ["/minicrm.sqlite", "/manifest.json"] {
      #expect(BackupFixture.mode(desk.backup + file) == 0o600, "\(file)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.backup).sorted()
    #expect(names == ["blobs", "manifest.json", "minicrm.sqlite"])
    #expect(BackupFixture.links(desk.backedUp("a")) == 2)
  }

  @Test func `a second one takes only what is new, and lets go of what the store let go of`()
    async throws
  {
    let desk = try await BackupFixture()
    let held = try desk.fixture.mail(uid: 9, subject: "held", to: [.held(desk.scope)])
    let mail = try #require(try await desk.fixture.file([held]).first?.mail.id)
    #expect(try await desk.backUp().newContents == 4)
    #expect(FileManager.default.fileExists(atPath: desk.backedUp("raw of held")))
    _ = try await desk.store.discard(mail, by: .operator, now: now)
    try await desk.add(["d", "a"])
    let second = try await desk.backUp(at: now + 60)
    #expect(second.newContents == 1 && second.newBytes == 1 && second.record.contents == 4)
    #expect(!FileManager.default.fileExists(atPath: desk.backedUp("raw of held")))
    let third = try await desk.backUp(at: now + 120)
    #expect(third.newContents == 0 && third.record.takenAt == now + 120)
  }

  @Test func `what a killed run left is read before it is believed`() async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    try await desk.add(["nyt"])
    // The right length, and not the right bytes: a copy that never reached the disk.
    try Data("xxx".utf8).write(to: URL(fileURLWithPath: desk.backedUp("nyt")))
    try Data("half".utf8).write(to: URL(fileURLWithPath: desk.backup + "/minicrm.sqlite.new"))
    try Data("half".utf8).write(to: URL(fileURLWithPath: desk.backup + "/blobs/tmp/x"))
    #expect(try await BackupFixture.contents(of: desk.restored()).count == 3)
    #expect(try await desk.backUp().newContents == 1)
    #expect(try await BackupFixture.contents(of: desk.restored()).values.contains("nyt"))
    let unfinished = try FileManager.default.contentsOfDirectory(
      atPath: desk.backup + "/blobs/tmp")
    #expect(unfinished == [])
  }

  @Test func `between announcing and switching the backup before is whole`() async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    let before = try Data(contentsOf: URL(fileURLWithPath: desk.backup + "/minicrm.sqlite"))
    try await desk.add(["d"])
    try await desk.backUp(at: now + 60)
    // As if the second run had been killed after it wrote its manifest.
    try before.write(to: URL(fileURLWithPath: desk.backup + "/minicrm.sqlite"))
    #expect(try await BackupFixture.contents(of: desk.restored()).count == 3)
    #expect(try await desk.backUp(at: now + 120).newContents == 1)
  }

  @Test func `a damaged content of the store is named, and the backup before stays`() async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    try await desk.add(["nyt"])
    let reference = BlobReference(sha256: Digest(of: "nyt"), size: 3)
    try Data("nyx".utf8).write(
      to: URL(fileURLWithPath: desk.store.blobs.path(of: reference)))
    let error = await #expect(throws: StoreError.self) { try await desk.backUp() }
    #expect(error?.kind == .corrupt && error?.subject == desk.store.blobs.path(of: reference))
    #expect(try await BackupFixture.contents(of: desk.restored()).count == 3)
  }

  @Test func `a directory of something else is refused, another backup at work too`() async throws {
    let desk = try await BackupFixture()
    let own = await #expect(throws: StoreError.self) {
      try await desk.store.backup(to: desk.fixture.directory, now: now)
    }
    #expect(own?.isRefusal == true)
    try await desk.backUp()
    let lock = try DirectoryLock.acquire(
      .exclusive, on: desk.backup, subject: "test", use: "tries it", .command)
    let busy = await #expect(throws: StoreError.self) {
      try await desk.backUp(patience: .upTo(.milliseconds(50)))
    }
    #expect(busy?.kind == .busy)
    #expect(busy?.description.contains("process \(getpid()) still makes, restores") == true)
    withExtendedLifetime(lock) {}
  }

  @Test func `a store that can't be written is backed up all the same`() async throws {
    let desk = try await BackupFixture()
    try desk.fixture.tamper("PRAGMA query_only = ON")
    await #expect(throws: StoreError.self) { try await desk.fixture.company("beta") }
    try await desk.backUp()
    #expect(try await BackupFixture.contents(of: desk.restored()).count == 3)
  }

  @Test func `what is discarded while a backup takes files is left to the collection`()
    async throws
  {
    let desk = try await BackupFixture()
    let held = try desk.fixture.mail(uid: 9, subject: "held", to: [.held(desk.scope)])
    let mail = try #require(try await desk.fixture.file([held]).first?.mail.id)
    let raw = try #require(try await desk.store.rawMail(of: mail))
    let lease = try desk.store.blobs.keepFiles()
    _ = try await desk.store.discard(mail, by: .operator, now: now)
    #expect(desk.store.blobs.hasFile(of: raw))
    #expect(try await desk.store.rawMail(of: mail) == nil)
    withExtendedLifetime(lease) {}
  }
}
