/// A mail with its envelope, checked, as it goes over the wire.
struct SMTPLetter {
  let sender: EnvelopeAddress
  let recipient: EnvelopeAddress
  /// The message's bytes, as SIZE counts them (RFC 1870 section 3).
  let size: Int
  /// The message with its dots doubled (RFC 5321 section 4.5.2), and the line with the dot that
  /// ends it.
  let data: [UInt8]

  init(
    _ message: [UInt8], from sender: String, to recipient: String
  ) throws(EnvelopeAddress.Refusal) {
    self.sender = try EnvelopeAddress(sender)
    self.recipient = try EnvelopeAddress(recipient)
    size = message.count
    do throws(Fault) {
      data = try Self.data(of: message)
    } catch {
      throw EnvelopeAddress.Refusal(reason: "the message \(error.rawValue)")
    }
  }

  /// Whether only a server with SMTPUTF8 (RFC 6531) can take it.
  var needsUTF8: Bool { sender.needsUTF8 || recipient.needsUTF8 }

  /// What no server need take, or what one server takes for the message's end and another doesn't.
  private enum Fault: String, Error {
    case lineEnd = "has a line that doesn't end in CRLF"
    case notText = "is not all 7-bit text"
    case longLine = "has a line of more than 998 bytes"
    case lastLine = "has a last line that doesn't end in CRLF"
  }

  private static func data(of message: [UInt8]) throws(Fault) -> [UInt8] {
    var data: [UInt8] = []
    data.reserveCapacity(message.count + message.count / 64 + 8)
    var rest = message[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = rest[...end]
      guard line.count >= 2, line[end - 1] == UInt8(ascii: "\r") else { throw .lineEnd }
      guard line.count <= 1_000 else { throw .longLine }
      let text = line.dropLast(2)
      guard !text.contains(UInt8(ascii: "\r")) else { throw .lineEnd }
      guard text.allSatisfy({ $0 != 0 && $0 < 0x80 }) else { throw .notText }
      if text.first == UInt8(ascii: ".") { data.append(UInt8(ascii: ".")) }
      data += line
      rest = rest[(end + 1)...]
    }
    guard rest.isEmpty, !message.isEmpty else { throw .lastLine }
    return data + Array(".\r\n".utf8)
  }
}
