import Foundation
import Glibc
import Testing

@testable import MIME

/// A mail in a temporary file without a name, read by the reader; that it is read from memory alike
/// is seen each time. Contents are asked for through it, since its files are closed with it.
final class ReadMail {
  let bytes: ByteRange
  let tree: MessageTree
  /// The number of times that the reader asked for scratch.
  let scratchRequests: Int
  private let files: [Int32]

  init(_ bytes: [UInt8], limits: ReadingLimits = .standard) throws {
    let file = try Self.temporaryFile(bytes)
    let scratch = try Self.temporaryFile([])
    files = [file, scratch]
    self.bytes = ByteRange(descriptor: file, offset: 0, length: Int64(bytes.count))
    var requests = 0
    tree = try MessageReader(limits: limits).read(self.bytes) {
      requests += 1
      return scratch
    }
    scratchRequests = requests
    try expectTheSame(fromMemory: bytes, limits)
  }

  /// Line breaks are taken as they are.
  convenience init(_ text: String, limits: ReadingLimits = .standard) throws {
    try self.init(Array(text.utf8), limits: limits)
  }

  deinit {
    for file in files { close(file) }
  }

  struct NoSuchPart: Error {
    let path: String
    let outline: [String]
  }

  /// The part of that path.
  func part(_ path: String) throws -> MessagePart {
    guard let part = tree.allParts.first(where: { $0.path == path }) else {
      throw NoSuchPart(path: path, outline: outline)
    }
    return part
  }

  /// The decoded content of the part of that path.
  func content(_ path: String) throws -> [UInt8] {
    try content(part(path))
  }

  func content(_ part: MessagePart) throws -> [UInt8] {
    try withExtendedLifetime(self) {
      var content: [UInt8] = []
      try part.forEachDecodedChunk { content.append(contentsOf: $0) }
      return content
    }
  }

  /// The same as text, to be quoted in a test.
  func text(_ path: String) throws -> String {
    CharsetDecoder.guessed(try content(path))
  }

  /// The text of a range of the mail.
  func text(_ range: ByteRange) throws -> String {
    try withExtendedLifetime(self) {
      var content: [UInt8] = []
      try range.forEachChunk { content.append(contentsOf: $0) }
      return CharsetDecoder.guessed(content)
    }
  }

  /// One line a part: path, structure, media type, name and limit where there are any.
  var outline: [String] {
    tree.allParts.map { part in
      let extras = [part.fileName.map { "“\($0)”" }, part.limit.map { "limit:\($0)" }]
      return ([part.path, "\(part.structure)", part.mediaType] + extras.compactMap(\.self))
        .joined(separator: " ")
    }
  }

  private func expectTheSame(fromMemory bytes: [UInt8], _ limits: ReadingLimits) throws {
    let scratch = try Self.temporaryFile([])
    defer { close(scratch) }
    try bytes.withUnsafeBytes { memory in
      guard let start = memory.baseAddress else { return }
      let range = ByteRange(
        .memory(MemoryBytes(startingAt: start)), offset: 0, length: Int64(memory.count))
      let other = try MessageReader(limits: limits).read(range) { scratch }
      #expect(other.bytesExamined == tree.bytesExamined)
      let (ours, theirs) = (tree.allParts, other.allParts)
      #expect(ours.map(Self.facts) == theirs.map(Self.facts))
      for (one, two) in zip(ours, theirs) where one.body.length < 1 << 16 {
        var content: [UInt8] = []
        try two.forEachDecodedChunk { content.append(contentsOf: $0) }
        #expect(try self.content(one) == content)
      }
    }
  }

  private static func facts(of part: MessagePart) -> [String] {
    let ranges = [part.body, part.headerRange].map { "\($0.offset)+\($0.length)" }
    return [part.path, "\(part.structure)", part.mediaType, "\(part.encoding)"] + ranges
      + [part.fileName, part.subject, part.limit.map { "\($0)" }].map { $0 ?? "–" }
  }

  private static func temporaryFile(_ bytes: [UInt8]) throws -> Int32 {
    var path = Array("\(NSTemporaryDirectory())/mime-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    unlink(path)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      written += count
    }
    return descriptor
  }
}
