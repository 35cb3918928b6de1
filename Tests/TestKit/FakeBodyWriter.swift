/// Answers the request for one body, with the message's fault.
struct FakeBodyWriter {
  let connection: FakeIMAPConnection
  let number: Int
  let message: FakeMailbox.Message

  private var date: String { message.dateValue }

  /// Returns the tagged reply's words when the whole command fails here.
  func write(limit: Int?) throws -> String? {
    let section = limit == nil ? "BODY[]" : "BODY[]<0>"
    let count = min(limit ?? .max, message.size)
    let before = "* \(number) FETCH (UID \(message.uid) INTERNALDATE \(date) \(section) "
    switch message.fault {
    case .vanishes: return nil
    case .refused: return "NO message \(message.uid) can't be read"
    case .refusedAs(let code): return "NO [\(code)] message \(message.uid) can't be read"
    case .missing: try connection.line(before + "NIL)")
    case .quoted: try writeQuoted(before)
    case .hangs: try connection.hang()
    case .literal8:
      try connection.send(before + "~{\(count)}\r\n")
      try body(count)
      try connection.line(")")
    case .uidLast:
      try connection.send("* \(number) FETCH (\(section) {\(count)}\r\n")
      try body(count)
      try connection.line(" INTERNALDATE \(date) UID \(message.uid))")
    case .chatter: try writeAmongChatter(section, count)
    case .announces(let announced):
      try connection.send(before + "{\(announced)}\r\n")
      try body(count)
      try connection.hang()
    case .reset(let after):
      try connection.send(before + "{\(count)}\r\n")
      try body(min(after, count))
      try connection.reset()
    case .bye(let after):
      try connection.send(before + "{\(count)}\r\n")
      try body(min(after, count))
      try connection.send("\r\n* BYE going down\r\n")
      throw FakeIMAPConnection.HungUp()
    case nil, .stuck, .listedAs:
      try connection.send(before + "{\(count)}\r\n")
      try body(count)
      try connection.line(")")
    }
    return nil
  }

  private func body(_ limit: Int) throws {
    var left = limit
    try message.body { piece in
      let part = piece.prefix(left)
      left -= part.count
      if !part.isEmpty { try connection.send(Array(part)) }
    }
  }

  private func writeQuoted(_ before: String) throws {
    var bytes: [UInt8] = []
    try message.body { piece in
      for byte in piece {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          bytes.append(UInt8(ascii: "\\"))
        }
        bytes.append(byte)
      }
    }
    try connection.send(Array((before + "\"").utf8) + bytes + Array("\")\r\n".utf8))
  }

  private func writeAmongChatter(_ section: String, _ count: Int) throws {
    try connection.line("* \(number) FETCH (FLAGS (\\Recent) UID \(message.uid))")
    try connection.line("* \(number) EXISTS")
    try connection.line("* OK [X-NOTE {3}] still here {12}")
    try connection.send(
      "* \(number) FETCH (FLAGS (\\Seen) ENVELOPE (\"a (\" {4}\r\n)\r\n( ((NIL NIL \"x\" "
        + "\"y\\\"\"))) "
        + "UID \(message.uid) \(section) {\(count)}\r\n")
    try body(count)
    try connection.line(" INTERNALDATE \(date) MODSEQ (65402))")
    try connection.line("* 0 RECENT")
  }
}
