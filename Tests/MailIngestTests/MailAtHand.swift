import Foundation
import MIME

@testable import MailIngest

/// A mail in memory, read for its tree of parts.
enum MailAtHand {
  /// Gives the tree to `body`; its parts can be read until then.
  static func read<Value>(
    _ mail: String, _ body: (MessageTree) throws -> Value
  ) throws -> Value {
    var bytes = Array(mail.utf8)
    return try bytes.withUnsafeMutableBytes { memory in
      let start = memory.baseAddress.map { MemoryBytes(startingAt: UnsafeRawPointer($0)) }
      let range = ByteRange(
        start.map { .memory($0) } ?? .file(descriptor: -1), offset: 0,
        length: Int64(memory.count))
      return try MessageReader().read(range, unpackingIn: NSTemporaryDirectory(), body)
    }
  }

  /// A mail of a multipart with these parts.
  static func multipart(_ type: String, _ parts: String...) -> String {
    "Subject: Koe\r\nMIME-Version: 1.0\r\nContent-Type: multipart/\(type); boundary=raja\r\n\r\n"
      + parts.map { "--raja\r\n\($0)\r\n" }.joined() + "--raja--\r\n"
  }
}
