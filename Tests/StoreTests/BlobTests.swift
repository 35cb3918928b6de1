import Foundation
import Glibc
import Platform
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct BlobTests {
  @Test(arguments: [0, 1, 512 << 10, (512 << 10) + 1, 3_000_000])
  func `a content comes back as it went in`(size: Int) async throws {
    let fixture = try await StoreFixture()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    let group = try fixture.store.blobs.group()
    let reference = try group.add { write in
      try bytes.withUnsafeBytes { all in
        for start in stride(from: 0, to: size, by: 70_000) {
          try write(UnsafeRawBufferPointer(rebasing: all[start..<min(size, start + 70_000)]))
        }
      }
    }
    try group.written.makeDurable()
    #expect(reference == BlobReference(sha256: Digest(of: bytes), size: Int64(size)))
    var found: [UInt8] = []
    try fixture.store.blobs.open(reference).forEachChunk { found += $0 }
    #expect(found == bytes)
    #expect(try fixture.files(under: "blobs/tmp").isEmpty)
  }

  @Test func `equal contents are one file`() async throws {
    let fixture = try await StoreFixture()
    let group = try fixture.store.blobs.group()
    for content in ["a", "b", "a"] {
      _ = try group.add { write in
        try Array(content.utf8).withUnsafeBytes { try write($0) }
      }
    }
    try group.written.makeDurable()
    _ = try fixture.blob("a")
    #expect(try fixture.files(under: "blobs").count == 2)
  }

  @Test func `a leftover that no row names is never trusted`() async throws {
    let fixture = try await StoreFixture()
    let reference = try fixture.blob("whole")
    let path = fixture.store.blobs.path(of: reference)
    try Data("wh\u{0}\u{0}\u{0}".utf8).write(to: URL(fileURLWithPath: path))
    _ = try fixture.blob("whole")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "whole")
  }

  @Test func `what a committed row names is not written again, unless its file went`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    try await fixture.file([try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"])])
    let document = try #require(try await scope.documents().first)
    let reference = document.blob
    let path = fixture.store.blobs.path(of: reference)
    let before = Self.inode(path)
    _ = try fixture.blob("a")
    #expect(Self.inode(path) == before)
    unlink(path)
    _ = try fixture.blob("a")
    #expect(Self.inode(path) != 0)
  }

  @Test(arguments: [10, 2_000_000])
  func `what another group has placed and may be committing is not replaced`(size: Int)
    async throws
  {
    let fixture = try await StoreFixture()
    let bytes = [UInt8](repeating: 7, count: size)
    func add(to group: BlobGroup) throws -> BlobReference {
      let reference = try group.add { write in try bytes.withUnsafeBytes { try write($0) } }
      #expect(try group.written.contains(reference))
      return reference
    }
    let first = try fixture.store.blobs.group()
    let reference = try add(to: first)
    let path = fixture.store.blobs.path(of: reference)
    let placed = Self.inode(path)
    #expect(placed != 0)
    for isSynced in [false, true] {
      if isSynced { try first.written.makeDurable() }
      let second = try fixture.store.blobs.group()
      // The content is to be synced with the second group too: the first one may never get there.
      #expect(try add(to: second) == reference)
      #expect(Self.inode(path) == placed)
    }
    // As when both looked before either had placed its file.
    var late = try TemporaryBlob(in: fixture.store.blobs)
    try bytes.withUnsafeBytes { try late.write($0) }
    try late.place(as: reference, in: fixture.store.blobs)
    _ = consume late
    #expect(Self.inode(path) == placed)
    #expect(try fixture.files(under: "blobs/tmp").isEmpty)
  }

  /// 0 when there is no such file.
  private static func inode(_ path: String) -> UInt64 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_ino) : 0
  }

  @Test(arguments: [10, 2_000_000]) func `what breaks off leaves nothing behind`(size: Int)
    async throws
  {
    struct Broken: Error {}
    let fixture = try await StoreFixture()
    let group = try fixture.store.blobs.group()
    #expect(throws: Broken.self) {
      _ = try group.add { write in
        try [UInt8](repeating: 1, count: size).withUnsafeBytes { try write($0) }
        throw Broken()
      }
    }
    #expect(try fixture.files(under: "blobs").isEmpty)
  }

  @Test func `unfinished files of those who are gone are removed at the next opening`()
    async throws
  {
    let fixture = try await StoreFixture()
    let folder = fixture.directory + "/blobs/tmp/"
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "gone"))
    let file = try TemporaryBlob(in: fixture.store.blobs)
    _ = try await Store.open(fixture.directory)
    let left = try fixture.files(under: "blobs/tmp")
    #expect(left.count == 1 && !left.contains("gone"))
    _ = consume file
    #expect(try fixture.files(under: "blobs/tmp").isEmpty)
  }

  @Test func `a damaged or missing content is named`() async throws {
    let fixture = try await StoreFixture()
    let reference = try fixture.blob("whole")
    let path = fixture.store.blobs.path(of: reference)
    try Data("who".utf8).write(to: URL(fileURLWithPath: path))
    let short = #expect(throws: StoreError.self) { try fixture.store.blobs.open(reference) }
    #expect(short?.kind == .corrupt && short?.cause == "it has 3 bytes instead of 5")
    unlink(path)
    let missing = #expect(throws: StoreError.self) { try fixture.store.blobs.open(reference) }
    #expect(missing?.kind == .corrupt && missing?.cause == "it is missing")
  }

  @Test func `a group of many is made durable at once`() async throws {
    let fixture = try await StoreFixture()
    let group = try fixture.store.blobs.group()
    for number in 0..<50 {
      _ = try group.add { write in
        try Array("content \(number)".utf8).withUnsafeBytes { try write($0) }
      }
    }
    try group.written.makeDurable()
    #expect(try fixture.files(under: "blobs").count == 50)
  }
}
