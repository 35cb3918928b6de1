/// The server said what no IMAP server may say. The text never quotes a body.
struct ProtocolViolation: Error, Equatable {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
