/// One client's connection to a `FakeSMTPServer`.
final class FakeSMTPConnection: LoopbackConnection {
  private let taken: FakeSMTPServer.Taken
  private let extensions: [String]
  /// The envelope that was accepted.
  private var sender: String?
  private var recipient: String?

  init(
    _ socket: Int32, _ shared: LoopbackServer.Shared, _ taken: FakeSMTPServer.Taken,
    _ extensions: [String]
  ) {
    self.taken = taken
    self.extensions = extensions
    super.init(socket, shared)
  }

  func run() throws {
    try answer(.greeting, "220 fake.example ESMTP")
    while true {
      let line = try readLine()
      shared.state.withLock { $0.commands.append(line) }
      try take(line)
      if line == "QUIT" { return }
    }
  }

  private func take(_ line: String) throws {
    switch line.prefix(4).uppercased() {
    case "EHLO", "HELO":
      let lines = ["fake.example"] + (line.hasPrefix("EHLO") ? extensions : [])
      try answer(
        .hello, lines.dropLast().map { "250-\($0)\r\n" }.joined() + "250 \(lines.last ?? "")")
    case "STAR": try answer(.startTLS, "454 4.7.0 no TLS here")
    case "AUTH":
      if line.split(separator: " ").count < 3 {
        try self.line("334 ")
        let answer = try readLine()
        shared.state.withLock { $0.commands.append(answer) }
      }
      try answer(.login, "235 2.7.0 welcome")
    case "MAIL":
      let isFirst = sender == nil
      if try answer(.sender, isFirst ? "250 2.1.0 ok" : "503 5.5.1 one at a time"), isFirst {
        sender = line
      }
    case "RCPT":
      let isInOrder = sender != nil
      if try answer(.recipient, isInOrder ? "250 2.1.5 ok" : "503 5.5.1 MAIL first"), isInOrder {
        recipient = line
      }
    case "DATA":
      let usual = recipient == nil ? "554 5.5.1 no valid recipients" : "354 go on"
      if try answer(.data, usual) { try takeMessage() }
    case "RSET":
      forgetEnvelope()
      try answer(.reset, "250 2.0.0 ok")
    case "QUIT": try answer(.quit, "221 2.0.0 bye")
    default: try self.line("500 5.5.1 not understood")
    }
  }

  private func takeMessage() throws {
    var lines: [String] = []
    while true {
      let line = try readLine()
      if line == "." { break }
      lines.append(line)
    }
    let mail = FakeSMTPServer.Mail(
      sender: sender ?? "", recipient: recipient ?? "", lines: lines)
    forgetEnvelope()
    let count = taken.mails.withLock { mails in
      mails.append(mail)
      return mails.count
    }
    try answer(.message, "250 2.0.0 queued as \(count)")
    try answer(.rest, "")
  }

  private func forgetEnvelope() {
    sender = nil
    recipient = nil
  }

  /// Answers as planned; whether the answer lets the client go on.
  @discardableResult
  private func answer(_ step: FakeSMTPServer.Step, _ usual: String) throws -> Bool {
    switch taken.next(step) {
    case .usual:
      if !usual.isEmpty { try line(usual) }
      return isPositive(usual)
    case .reply(let text):
      try line(text)
      return isPositive(text)
    case .trickle(let text):
      try trickle("\(text)\r\n")
      return isPositive(text)
    case .whenMore(let text):
      guard hasInput(within: 10_000) else { throw HungUp() }
      try line(text)
      return isPositive(text)
    case .held(let text, let signal):
      signal.wait()
      try line(text)
      return isPositive(text)
    case .farewell(let text):
      try line(text)
      throw HungUp()
    case .drop: throw HungUp()
    case .silence:
      try hang()
      return false
    }
  }
  private func isPositive(_ reply: String) -> Bool {
    reply.hasPrefix("2") || reply.hasPrefix("3")
  }
}
