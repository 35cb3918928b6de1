import Foundation
import MIME
import Platform

@testable import MailIngest

/// A mail at hand, read for its identity: the digest, and beside it what the digest is over, put
/// together in the plainest way.
struct ReadIdentity {
  /// The fields of the message and of its parts, and each leaf's content.
  private(set) var outline: [[UInt8]] = []
  private(set) var digest: Digest = .zeros

  init(_ mail: [UInt8]) throws {
    try mail.withUnsafeBytes { memory in
      guard let start = memory.baseAddress else { return }
      let bytes = ByteRange(
        .memory(MemoryBytes(startingAt: start)), offset: 0, length: Int64(memory.count))
      try MessageReader().read(bytes, unpackingIn: NSTemporaryDirectory()) { try read($0) }
    }
  }

  init(_ mail: String) throws {
    try self.init(Array(mail.utf8))
  }

  private mutating func read(_ tree: MessageTree) throws {
    digest = try ContentIdentity.digest(of: tree)
    try outline(tree.root, header: tree.header)
  }

  // The mails of tests are not deep.
  private mutating func outline(_ part: MessagePart, header: MessageHeader?) throws {
    let range = header?.range ?? part.headerRange
    var block = try Self.bytes(of: range)
    for field in (header?.fields ?? []).reversed() where ContentIdentity.isTrace(field.name) {
      let start = Int(field.range.offset - range.offset)
      block.removeSubrange(start..<start + Int(field.range.length))
    }
    outline += [Array((part.path + ":").utf8)] + Self.fields(of: block)
    guard part.isLeaf else {
      for child in part.children { try outline(child, header: nil) }
      return
    }
    var content: [UInt8] = []
    try part.forEachDecodedChunk { content += Array($0) }
    let isEncoded = part.encoding == .base64 || part.encoding == .uuencode
    outline.append(isEncoded ? content : Self.lines(of: content))
  }

  private static func bytes(of range: ByteRange) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try range.forEachChunk { bytes += Array($0) }
    return bytes
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Unfolded, with one space where there was white space.
  private static func fields(of block: [UInt8]) -> [[UInt8]] {
    var fields: [[UInt8]] = []
    for line in block.split(whereSeparator: { $0 == 0x0D || $0 == 0x0A }) {
      if let first = line.first, isBlank(first), !fields.isEmpty {
        fields[fields.count - 1] += line
      } else {
        fields.append(Array(line))
      }
    }
    return fields.map { field in
      var result: [UInt8] = []
      for byte in field {
        if !isBlank(byte) {
          result.append(byte)
        } else if result.last != 0x20 {
          result.append(0x20)
        }
      }
      return result.last == 0x20 ? result.dropLast() : result
    }
  }

  private static func lines(of text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      while byte == 0x0A, result.last == 0x0D { result.removeLast() }
      result += byte == 0x0A ? [0x0D, 0x0A] : [byte]
    }
    while result.last == 0x0D || result.last == 0x0A { result.removeLast() }
    return result
  }
}
