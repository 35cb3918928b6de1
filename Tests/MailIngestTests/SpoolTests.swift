import FoundationEssentials
import Glibc
import MIME
import MailTransport
import TestKit
import Testing

@testable import MailIngest

@Suite struct SpoolTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory(named: "spool") }

  /// A message of so many bytes, all of them `fill`.
  private struct Message: Sendable {
    let size: Int
    let fill: UInt8
  }

  /// Messages of a piece's size: one that fits, one that does so to the last byte, and one that
  /// doesn't; by the server's word and in truth.
  @Test(arguments: [
    ([1_000, 0, 70_000], 71_000, true), ([SpoolMemory.pieceSize], SpoolMemory.pieceSize, true),
    ([SpoolMemory.pieceSize + 1], SpoolMemory.pieceSize + 1, false),
    ([5_000, SpoolMemory.pieceSize - 4_999, 7], 100, false),
    ([SpoolMemory.pieceSize / 2, SpoolMemory.pieceSize / 2], 100, true),
    ([3], SpoolMemory.pieceSize + 1, false),
  ])
  func `messages are read as they came, from memory or a file`(
    sizes: [Int], announced: Int, isInMemory: Bool
  ) throws {
    let spool = spool(SpoolMemory().piece())
    let messages = sizes.enumerated().map { Message(size: $1, fill: UInt8($0 + 1)) }
    // Twice: nothing of a group is left for the next.
    for _ in 0..<2 {
      try spool.clear(for: Int64(announced))
      #expect(spool.entries.isEmpty)
      try fill(spool, with: messages)
      for (entry, message) in zip(spool.entries, messages) {
        let bytes = spool.bytes(of: entry)
        if case .memory = bytes.source { #expect(isInMemory) } else { #expect(!isInMemory) }
        #expect(try content(bytes) == [UInt8](repeating: message.fill, count: message.size))
      }
      #expect(spool.entries.count == messages.count)
    }
  }

  @Test func `without memory all goes to the file`() throws {
    let spool = spool(nil)
    try spool.clear(for: 10)
    try fill(spool, with: [Message(size: 10, fill: 7)])
    #expect(try content(spool.bytes(of: spool.entries[0])) == [UInt8](repeating: 7, count: 10))
  }

  @Test func `memory is shared by all, and is free again when a spool is gone`() throws {
    let memory = SpoolMemory()
    var pieces: [SpoolMemory.Piece] = []
    while let piece = memory.piece() { pieces.append(piece) }
    #expect(pieces.count * SpoolMemory.pieceSize == 32 << 20)
    #expect(memory.piece() == nil)
    pieces.removeLast()
    var spool: Spool? = spool(memory.piece())
    #expect(memory.piece() == nil)
    try spool?.clear(for: 1)
    spool = nil
    #expect(memory.piece() != nil)
  }

  @Test func `a message that goes beyond the limit is cut, one that breaks off is not whole`()
    throws
  {
    let spool = Spool(in: SpoolMemory().piece(), orAFileIn: directory.path, limit: 100)
    try spool.clear(for: 100)
    spool.begin(UID(rawValue: 1))
    #expect(try write(102, to: spool) == .enough)
    spool.abandon(UID(rawValue: 1))
    spool.begin(UID(rawValue: 2))
    #expect(try write(50, to: spool) == .more)
    spool.abandon(UID(rawValue: 2))
    let arrived = spool.arrived(announced: [:], now: Date(timeIntervalSince1970: 0))
    #expect(arrived.map(\.uid) == [1])
    #expect(arrived.map(\.extent) == [.tooLarge(limit: 100)])
  }

  private func spool(_ piece: SpoolMemory.Piece?) -> Spool {
    Spool(in: piece, orAFileIn: directory.path, limit: 1 << 40)
  }

  private func fill(_ spool: Spool, with messages: [Message]) throws {
    for (index, message) in messages.enumerated() {
      let uid = UID(rawValue: UInt32(index + 1))
      spool.begin(uid)
      let bytes = [UInt8](repeating: message.fill, count: message.size)
      // In pieces of odd sizes, as they come off the wire.
      for start in stride(from: 0, to: bytes.count, by: 65_521) {
        let chunk = bytes[start..<min(start + 65_521, bytes.count)]
        #expect(try chunk.withUnsafeBytes { try spool.write($0) } == .more)
      }
      spool.end(uid, receivedAt: nil)
    }
  }

  private func write(_ count: Int, to spool: Spool) throws -> SinkAnswer {
    try [UInt8](repeating: 1, count: count).withUnsafeBytes { try spool.write($0) }
  }

  private func content(_ range: ByteRange) throws -> [UInt8] {
    var content: [UInt8] = []
    try range.forEachChunk { content.append(contentsOf: $0) }
    return content
  }
}
