import Foundation

/// A client as small as it can be that hands one mail to a server on 127.0.0.1 by SMTP
/// (RFC 5321).
package struct SMTPClient: Sendable {
  package let port: Int

  package init(port: Int) { self.port = port }

  /// Sends `mail`, whose lines end in CRLF, and returns when every recipient was accepted.
  package func send(
    _ mail: [UInt8], from sender: String = "matti@toimittaja.example", to recipients: [String]
  ) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, Error>) in
      Thread.detachNewThread {
        continuation.resume(
          with: Result { try sendBlocking(mail, from: sender, to: recipients) })
      }
    }
  }

  private func sendBlocking(_ mail: [UInt8], from sender: String, to recipients: [String]) throws {
    let wire = try LineConnection(port: port)
    try expect(2, from: wire)
    try command("EHLO client.example", expecting: 2, on: wire)
    try command("MAIL FROM:<\(sender)>", expecting: 2, on: wire)
    for recipient in recipients {
      try command("RCPT TO:<\(recipient)>", expecting: 2, on: wire)
    }
    try command("DATA", expecting: 3, on: wire)
    try wire.write(dotStuffed(mail))
    try expect(2, from: wire)
    try command("QUIT", expecting: 2, on: wire)
  }

  private func command(_ line: String, expecting: Int, on wire: LineConnection) throws {
    try wire.write(Array("\(line)\r\n".utf8))
    try expect(expecting, from: wire, after: line)
  }

  private func expect(_ leading: Int, from wire: LineConnection, after line: String = "") throws {
    var reply = try wire.readLine()
    while reply.dropFirst(3).first == "-" { reply = try wire.readLine() }
    guard reply.first?.wholeNumberValue == leading else {
      throw TestKitError("port \(port) answered '\(reply)' to '\(line)'")
    }
  }

  /// RFC 5321 section 4.5.2, with the line that ends the mail.
  private func dotStuffed(_ mail: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(mail.count + 64)
    var atLineStart = true
    for byte in mail {
      if atLineStart, byte == UInt8(ascii: ".") { result.append(byte) }
      result.append(byte)
      atLineStart = byte == UInt8(ascii: "\n")
    }
    return result + Array((atLineStart ? ".\r\n" : "\r\n.\r\n").utf8)
  }
}
