import Foundation
import GRDB
import Glibc
import Platform
import Records
import Testing

@testable import Store

/// Contents whose files a disk, or somebody, has changed.
@Suite struct RotTests {
  enum Rot: Sendable, CaseIterable {
    case changed, shorter, missing

    func apply(to path: String) throws {
      let url = URL(fileURLWithPath: path)
      var bytes = try Data(contentsOf: url)
      unlink(path)
      switch self {
      case .missing: return
      case .shorter: bytes.removeLast()
      case .changed: bytes[0] ^= 1
      }
      try bytes.write(to: url)
    }

    var fault: String {
      switch self {
      case .changed: "changed"
      case .shorter: "length"
      case .missing: "missing"
      }
    }
  }

  /// A store with one document.
  private struct Desk {
    let fixture: StoreFixture
    let scope: CompanyScope
    let content: String
    let blob: BlobReference

    var store: Store { fixture.store }
    var path: String { fixture.store.blobs.path(of: blob) }
    var isWhole: Bool { fixture.store.blobs.holds(blob) }

    init(_ content: String = "lasku") async throws {
      fixture = try await StoreFixture()
      scope = try await fixture.company()
      self.content = content
      try await fixture.file([
        try fixture.mail(uid: 1, to: [.filed(scope)], holding: [content], digest: "1")
      ])
      blob = try #require(try await scope.documents().first?.blob)
    }
  }

  @Test(arguments: Rot.allCases)
  func `a reader of a damaged content is told, at the end at the latest`(rot: Rot) async throws {
    let desk = try await Desk()
    try rot.apply(to: desk.path)
    let error = #expect(throws: StoreError.self) {
      try desk.store.blobs.open(desk.blob).forEachChunk { _ in }
    }
    #expect(error?.kind == .corrupt && error?.subject == desk.path)
  }

  /// The server's copy of the mail that brings it again will go.
  @Test(arguments: Rot.allCases, [5, 700_000])
  func `a known content that is damaged is written again by the next mail that has it`(
    rot: Rot, size: Int
  ) async throws {
    let desk = try await Desk(String(repeating: "x", count: size))
    try rot.apply(to: desk.path)
    #expect(!desk.isWhole)
    // Another mail, or the same one once more.
    let group = try desk.store.blobs.group()
    let found = try group.add { write in
      try Array(desk.content.utf8).withUnsafeBytes { try write($0) }
    }
    #expect(try found == desk.blob && group.written.mended == [found])
    #expect(desk.isWhole)
    #expect(try desk.fixture.files(under: "blobs/tmp").isEmpty)
  }

  @Test func `a known content is read once in a group, and not written`() async throws {
    let desk = try await Desk()
    let before = try FileManager.default.attributesOfItem(atPath: desk.path)
    let group = try desk.store.blobs.group()
    for _ in 0..<3 {
      let found = try group.add { write in
        try Array("lasku".utf8).withUnsafeBytes { try write($0) }
      }
      #expect(found == desk.blob)
      #expect(try !group.written.contains(found))
    }
    let after = try FileManager.default.attributesOfItem(atPath: desk.path)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
  }

  @Test(arguments: Rot.allCases)
  func `a scrub finds what is damaged, tells of it, and of its end`(rot: Rot) async throws {
    let desk = try await Desk()
    let whole = try await desk.store.scrubBlobs(now: now)
    #expect(whole.contents == 1 && whole.bytes == 5 && whole.damaged == [])
    try rot.apply(to: desk.path)
    let found = try await desk.store.scrubBlobs(now: now + 60)
    let damaged = try #require(found.damaged.first)
    #expect(found.damaged.count == 1 && damaged.fault == rot.fault && damaged.foundAt == now + 60)
    #expect(damaged.sha256 == desk.blob.sha256 && damaged.owners == "document 1 (lasku1.pdf)")
    // The damage stays the one that was found first.
    _ = try await desk.store.scrubBlobs(now: now + 120)
    #expect(try await desk.store.damagedContents() == [damaged])
    _ = try desk.fixture.blob("lasku")
    let again = try await desk.store.scrubBlobs(within: 86_400 * 30, now: now + 180)
    #expect(again.repaired == 1 && again.damaged == [])
  }

  @Test func `a content that can't be read isn't taken for a changed one`() async throws {
    let desk = try await Desk()
    unlink(desk.path)
    mkdir(desk.path, 0o700)
    #expect(try await desk.store.scrubBlobs(now: now).damaged.first?.fault == "noFile")
    let error = StoreError.system(ErrorNumber(code: EIO), "read", subject: desk.path)
    #expect(BlobFault.unreadable(ErrorNumber(code: EIO)).error(at: desk.path).kind == error.kind)
    #expect(
      BlobFault.unreadable(ErrorNumber(code: EACCES)).text == "can't be read: Permission denied")
  }

  @Test func `what a scrub found goes with the content`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let held = try fixture.mail(uid: 9, subject: "held", to: [.held(scope)])
    let mail = try #require(try await fixture.file([held]).first?.mail.id)
    let raw = try #require(try await fixture.store.rawMail(of: mail))
    try Rot.changed.apply(to: fixture.store.blobs.path(of: raw))
    let found = try await fixture.store.scrubBlobs(now: now).damaged
    #expect(found.map(\.owners) == ["mail \(mail.rawValue)"])
    _ = try await fixture.store.discard(mail, by: .operator, now: now)
    #expect(try await fixture.store.damagedContents() == [])
  }

  /// Runs at whatever pauses read everything within the period, and not much more.
  @Test(arguments: [[1.0], [0.5, 3, 0.01, 2], [40]])
  func `shares add up to everything within their period`(pauses: [Double]) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let count = 600
    let contents = (0..<count).map { "content \($0)" }
    try await fixture.file([try fixture.mail(uid: 1, to: [.filed(scope)], holding: contents)])
    let period = TimeInterval(30 * 86_400)
    let first = try await fixture.store.scrubBlobs(within: period, now: now)
    #expect((5...60).contains(first.contents))
    var (read, days) = (0, 0.0)
    var pause = pauses.makeIterator()
    while days < 30 {
      if let next = pause.next() { days += next } else { days += pauses[0] }
      read += try await fixture.store.scrubBlobs(within: period, now: now + days * 86_400).contents
    }
    #expect((count...(count + count / 10)).contains(read), "\(read) in \(days) days")
  }

  @Test func `a scrub that was killed goes on where it stood`() async throws {
    let desk = try await Desk()
    let range = ScrubRange(from: ScrubRange.whole - 10, share: 0.5)
    #expect(range.parts == [(ScrubRange.whole - 10)..<ScrubRange.whole, 0..<((1 << 31) - 10)])
    #expect(range.end == (1 << 31) - 10)
    #expect(ScrubRange(from: 7, share: 1).parts.map(\.count).reduce(0, +) == 1 << 32)
    #expect(ScrubRange(from: 0, share: 0).parts == [0..<0])
    let digest = try #require(Digest([1, 2, 3, 4, 5] + [UInt8](repeating: 9, count: 27)))
    #expect(ScrubRange.position(of: digest) == 0x0102_0304)
    #expect(ScrubRange.beginning(at: 0x0102_0304) == [1, 2, 3, 4])
    // Its place is kept, but not that a share was read to its end.
    try await desk.store.engine.write { try ScrubPlace.move(to: 99, in: $0) }
    let place = try await desk.store.engine.read { try ScrubPlace(in: $0) }
    #expect(place?.position == 99 && place?.endedAt == nil)
  }

  @Test func `a restored store has nothing damaged, whatever its backup knew of`() async throws {
    let desk = try await BackupFixture()
    let blob = BlobReference(sha256: Digest(of: "b"), size: 1)
    try Rot.missing.apply(to: desk.store.blobs.path(of: blob))
    #expect(try await desk.store.scrubBlobs(now: now).damaged.count == 1)
    _ = try desk.fixture.blob("b")
    try await desk.backUp()
    #expect(try await desk.restored().damagedContents() == [])
  }

  @Test func `bytes of a backup are compared as they go into it`() async throws {
    let desk = try await BackupFixture()
    let blob = BlobReference(sha256: Digest(of: "b"), size: 1)
    try Rot.changed.apply(to: desk.store.blobs.path(of: blob))
    let error = await #expect(throws: StoreError.self) { try await desk.backUp() }
    #expect(error?.kind == .corrupt && error?.subject == desk.store.blobs.path(of: blob))
  }
}
