/// A mail with its envelope, checked, as it goes over the wire.
struct SMTPLetter {
  let sender: EnvelopeAddress
  let recipient: EnvelopeAddress
  /// The message's bytes, as SIZE counts them (RFC 1870 section 3).
  let size: Int
  /// The message with its dots doubled (RFC 5321 section 4.5.2), without the end.
  let data: [UInt8]
  /// The line with the dot that ends a message, and makes the server take it over.
  static let end = Array(".\r\n".utf8)
  /// The letter may still be sent; asked before the envelope and before the end.
  let isWanted: @Sendable () -> Bool

  init(
    _ message: [UInt8], from sender: String, to recipient: String,
    while isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws(EnvelopeAddress.Refusal) {
    self.sender = try EnvelopeAddress(sender)
    self.recipient = try EnvelopeAddress(recipient)
    self.isWanted = isWanted
    size = message.count
    do throws(Fault) {
      data = try Self.data(of: message)
    } catch {
      throw EnvelopeAddress.Refusal(reason: "the message \(error.rawValue)")
    }
  }

  /// Only a server with SMTPUTF8 (RFC 6531) can take the letter.
  var needsUTF8: Bool { sender.needsUTF8 || recipient.needsUTF8 }

  /// A fault that no server need take, or that one server takes for the message's end and another
  /// doesn't.
  private enum Fault: String, Error {
    case lineEnd = "has a line that doesn't end in CRLF"
    case notText = "is not all 7-bit text"
    case longLine = "has a line of more than 998 bytes"
    case lastLine = "has a last line that doesn't end in CRLF"
  }

  private static func data(of message: [UInt8]) throws(Fault) -> [UInt8] {
    var data: [UInt8] = []
    data.reserveCapacity(message.count + message.count / 64 + 8)
    let fault = message.withUnsafeBufferPointer { bytes -> Fault? in
      var start = 0
      while start < bytes.count {
        let rest = UnsafeBufferPointer(rebasing: bytes[start...])
        let (length, fault) = line(in: rest)
        if let fault { return fault }
        if rest[0] == UInt8(ascii: ".") { data.append(UInt8(ascii: ".")) }
        data.append(contentsOf: rest[..<length])
        start += length
      }
      return bytes.isEmpty ? .lastLine : nil
    }
    if let fault { throw fault }
    return data
  }

  /// The length of the first line with its end, and the line's fault.
  private static func line(in bytes: UnsafeBufferPointer<UInt8>) -> (length: Int, Fault?) {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\r"):
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else {
          return (index, .lineEnd)
        }
        return (index + 2, index > 998 ? .longLine : nil)
      case UInt8(ascii: "\n"): return (index, .lineEnd)
      case 0, 0x80...: return (index, .notText)
      default: index += 1
      }
    }
    return (index, .lastLine)
  }
}
