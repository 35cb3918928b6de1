import Foundation
import Glibc
import TestKit
import Testing

@testable import SQLiteEngine
@testable import Store

/// Links in a store lead nowhere, and what isn't minicrm's stays where it is.
@Suite struct LinkTests {
  private let elsewhere: TemporaryDirectory

  init() throws { elsewhere = try TemporaryDirectory() }

  @Test(arguments: [
    "minicrm.sqlite", "minicrm.sqlite-wal", "minicrm.sqlite-shm", "blobs", "blobs/ab", "blobs/tmp",
    "spool",
  ])
  func `a link under one of a store's names is told of, and not followed`(
    name: String
  ) async throws {
    let directory = try await closedStore()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let decoy = elsewhere.path("decoy")
    if FileManager.default.fileExists(atPath: "\(directory)/\(name)") {
      try FileManager.default.moveItem(atPath: "\(directory)/\(name)", toPath: decoy)
    } else {
      try elsewhere.write("decoy", to: "decoy")
    }
    chmod(decoy, 0o755)
    symlink(decoy, "\(directory)/\(name)")
    let before = try Tree(elsewhere.path)
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(directory, making: .ifEmpty)
    }
    #expect(error?.kind == .corrupt)
    #expect(error?.cause == "\(directory)/\(name) is a link, and none is followed there")
    #expect(try Tree(elsewhere.path) == before)
  }

  @Test func `a content's file that is a link is not read, and written anew`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    try await fixture.file([try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"])])
    let blob = try #require(try await scope.documents().first?.blob)
    let path = fixture.store.blobs.path(of: blob)
    try FileManager.default.moveItem(atPath: path, toPath: elsewhere.path("a"))
    symlink(elsewhere.path("a"), path)
    let error = #expect(throws: StoreError.self) { try fixture.store.blobs.open(blob) }
    #expect(error?.kind == .corrupt && error?.cause.contains("link") == true)
    let before = try Tree(elsewhere.path)
    _ = try fixture.blob("a")
    #expect(try fixture.store.blobs.open(blob).size == 1)
    #expect(try Tree(elsewhere.path) == before)
  }

  @Test func `a lock in the spool that is a link is not followed`() async throws {
    let fixture = try await StoreFixture()
    let decoy = elsewhere.path("decoy")
    symlink(decoy, fixture.store.spoolDirectory + "/presence-remind")
    #expect(throws: StoreError.self) { try Presence.show(.reminding, in: fixture.store) }
    #expect(throws: StoreError.self) { try Presence.isSeen(.reminding, in: fixture.store) }
    #expect(!FileManager.default.fileExists(atPath: decoy))
    // To open it must not wait for who writes to it.
    unlink(fixture.store.spoolDirectory + "/presence-remind")
    mkfifo(fixture.store.spoolDirectory + "/presence-remind", 0o600)
    #expect(throws: StoreError.self) { try Presence.isSeen(.reminding, in: fixture.store) }
  }

  @Test func `of unfinished blobs only those are removed that are some`() async throws {
    let fixture = try await StoreFixture()
    let folder = fixture.directory + "/blobs/tmp"
    for name in ["abc", "README", "notes.txt", "abcdefghijklmn"] {
      try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    symlink(try elsewhere.write("decoy", to: "decoy"), folder + "/link")
    mkdir(folder + "/folder", 0o700)
    mkfifo(folder + "/fifo", 0o600)
    _ = try await Store.open(fixture.directory)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == ["README", "abcdefghijklmn", "fifo", "folder", "link", "notes.txt"])
    #expect(FileManager.default.fileExists(atPath: elsewhere.path("decoy")))
  }

  @Test func `the collection removes nothing but files named like a content`() async throws {
    let fixture = try await StoreFixture()
    let names = [
      "ab/" + String(repeating: "A", count: 62), "ab/" + String(repeating: "0", count: 61),
    ]
    for name in names {
      try Data().write(to: URL(fileURLWithPath: "\(fixture.directory)/blobs/\(name)"))
    }
    let content = "\(fixture.directory)/blobs/ab/" + String(repeating: "0", count: 62)
    symlink(try elsewhere.write("decoy", to: "decoy"), content)
    mkdir("\(fixture.directory)/blobs/ab/" + String(repeating: "1", count: 62), 0o700)
    let before = try Tree(fixture.directory + "/blobs")
    let report = try await fixture.store.collectBlobs(writtenBefore: .distantFuture)
    #expect(report.files == 0 && report.young == 0)
    #expect(try Tree(fixture.directory + "/blobs") == before)
    #expect(try StoreExamination.strangers(in: fixture.directory) == [])
  }

  @Test func `of copies of the database only an upgrade's own are removed`() throws {
    let directory = elsewhere.path
    for name in ["before-7", "before-8", "before-8.new", "before-migrating", "old"] {
      try elsewhere.write("", to: "minicrm.sqlite.\(name)")
    }
    let upgrade = SchemaUpgrade(from: 8, to: 9, copy: directory + "/minicrm.sqlite.before-8")
    try upgrade.removeOlderCopies()
    let left = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    #expect(
      left == ["minicrm.sqlite.before-8", "minicrm.sqlite.before-migrating", "minicrm.sqlite.old"])
  }

  @Test(arguments: ["restoring/x.txt", "restoring/blobs/ab/x", "blobs/tmp/x.txt", "blobs/kuvat/x"])
  func `an unfinished restore is cleared of what is its own only`(stranger: String) async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    let folder = try TemporaryDirectory()
    try folder.makeFolder("restoring/blobs/ab")
    try folder.write("a", to: "restoring/blobs/ab/" + String(repeating: "0", count: 62))
    try folder.write("stranger", to: stranger)
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.restore(desk.backup, to: folder.path)
    }
    #expect(error?.description.contains("holds what is not minicrm's") == true)
    #expect(FileManager.default.fileExists(atPath: folder.path(stranger)))
    try FileManager.default.removeItem(atPath: folder.path(stranger))
    for left in ["blobs/kuvat"] where stranger.hasPrefix(left) { rmdir(folder.path(left)) }
    _ = try await Store.restore(desk.backup, to: folder.path)
  }

  @Test(arguments: ["restoring", "blobs", "minicrm.sqlite"])
  func `an unfinished restore leads nowhere`(name: String) async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    let folder = try TemporaryDirectory()
    if name != "restoring" { try folder.makeFolder("restoring") }
    try elsewhere.write("a", to: "decoy/ab/" + String(repeating: "0", count: 62))
    symlink(elsewhere.path("decoy"), folder.path(name))
    let before = try Tree(elsewhere.path)
    await #expect(throws: StoreError.self) {
      _ = try await Store.restore(desk.backup, to: folder.path)
    }
    #expect(try Tree(elsewhere.path) == before)
  }

  /// A store that nobody has open any more.
  private func closedStore() async throws -> String {
    let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    do {
      let store = try await Store.open(directory)
      try store.pool.close()
    }
    return directory
  }
}
