import Foundation
import Glibc
import Platform
import Records
import TestKit
import Testing

@testable import SQLiteEngine
@testable import Store

/// A full file system fails each work as a whole. The small file systems need root to be mounted;
/// the limit on the database's pages stands in for them everywhere.
@Suite struct FullDiskTests {
  /// A tmpfs of a few megabytes, unmounted with the value.
  private final class SmallDisk: Sendable {
    let path: String

    init(kibibytes: Int) throws {
      path = NSTemporaryDirectory() + "disk-" + UUID().uuidString
      mkdir(path, 0o700)
      guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
        throw StoreError.system(.last, "mount a tmpfs", subject: path)
      }
    }

    /// Files are still being closed for a moment.
    func makeReadOnly() async throws {
      let isDone = try await eventually { [path] in
        mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0
      }
      guard isDone else { throw StoreError.system(.last, "remount", subject: path) }
    }

    deinit {
      umount2(path, Int32(MNT_DETACH))
      rmdir(path)
    }
  }

  static let isRoot = geteuid() == 0

  private func add(_ count: Int, to group: BlobGroup) throws -> BlobReference {
    try group.add { write in
      let chunk = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* count) }
      for _ in 0..<count { try chunk.withUnsafeBytes { try write($0) } }
    }
  }

  @Test(.enabled(if: isRoot), arguments: [8, 60])
  func `a content that doesn't fit leaves no file, and one clear line`(chunks: Int) async throws {
    let disk = try SmallDisk(kibibytes: 2_048)
    let store = try await Store.open(disk.path + "/store")
    let group = try store.blobs.group()
    let error = #expect(throws: StoreError.self) {
      for number in 0..<10 { _ = try add(chunks + number, to: group) }
    }
    #expect(error?.kind == .diskFull)
    let line = try #require(error?.description)
    #expect(line.hasPrefix("store \(disk.path)/store: no space left on device; free space"))
    #expect(line.contains("mail stays on the server"))
    let unfinished = try FileManager.default.contentsOfDirectory(
      atPath: store.directory + "/blobs/tmp")
    #expect(unfinished.isEmpty)
  }

  @Test(.enabled(if: isRoot))
  func `a database that can't grow undoes the group, and goes on when there is space`() async throws
  {
    let disk = try SmallDisk(kibibytes: 2_048)
    let store = try await Store.open(disk.path + "/store")
    let filler = disk.path + "/filler"
    let descriptor = open(filler, O_WRONLY | O_CREAT, 0o600)
    while write(descriptor, [UInt8](repeating: 1, count: 4_096), 4_096) > 0 {}
    close(descriptor)
    let mail = IncomingMail(
      subject: String(repeating: "x", count: 1_000), size: 1, receivedAt: now,
      outcomes: [.unroutable])
    let group = IngestGroup(mails: Array(repeating: mail, count: 500))
    let error = await #expect(throws: StoreError.self) { _ = try await store.file(group, now: now) }
    #expect(error?.kind == .diskFull, "\(String(describing: error))")
    #expect(try await store.mails().isEmpty)
    unlink(filler)
    let few = IngestGroup(mails: Array(repeating: mail, count: 5))
    #expect(try await store.file(few, now: now).filed.count == 5)
  }

  @Test(.enabled(if: isRoot)) func `a store that became read-only says so`() async throws {
    let disk = try SmallDisk(kibibytes: 4_096)
    do {
      let store = try await Store.open(disk.path + "/store")
      _ = try await store.addCompany(NewCompany(name: "A", slug: "a"))
    }
    try await disk.makeReadOnly()
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(disk.path + "/store")
    }
    #expect(error?.kind == .readOnly)
    let line = try #require(error?.description)
    #expect(line.contains("read-only file system; mount it writable"), "\(line)")
  }

  @Test func `a database at its limit is a full disk, and nothing is half stored`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    try fixture.tamper("PRAGMA max_page_count = 1")
    let mails = try (1...200).map {
      try fixture.mail(uid: $0, subject: String(repeating: "x", count: 900), to: [.filed(scope)])
    }
    let error = await #expect(throws: StoreError.self) { try await fixture.file(mails) }
    #expect(error?.kind == .diskFull)
    #expect(error?.isTemporary == true)
    #expect(try await fixture.store.mails().isEmpty)
    try fixture.tamper("PRAGMA max_page_count = 100000")
    #expect(try await fixture.file(mails).count == 200)
  }

  @Test(arguments: [
    (ENOSPC, StoreError.Kind.diskFull), (EDQUOT, .diskFull), (EROFS, .readOnly),
    (EACCES, .readOnly), (EIO, .io),
  ])
  func `an error of the system is told by its kind`(code: Int32, kind: StoreError.Kind) {
    let error = StoreError.system(ErrorNumber(code: code), "write", subject: "store /x")
    #expect(error.kind == kind)
    #expect(!error.suggestion.isEmpty)
  }
}
