/// One client's connection to a `FakeSMTPServer`.
final class FakeSMTPConnection: LoopbackConnection {
  private let taken: FakeSMTPServer.Taken
  private let extensions: [String]
  private var sender = ""
  private var recipient = ""

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
      sender = line
      try answer(.sender, "250 2.1.0 ok")
    case "RCPT":
      recipient = line
      try answer(.recipient, "250 2.1.5 ok")
    case "DATA": if try answer(.data, "354 go on") { try takeMessage() }
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
    let mail = FakeSMTPServer.Mail(sender: sender, recipient: recipient, lines: lines)
    let count = taken.mails.withLock { mails in
      mails.append(mail)
      return mails.count
    }
    try answer(.message, "250 2.0.0 queued as \(count)")
    try answer(.rest, "")
  }

  /// Answers as planned; whether the answer lets the client go on with its message.
  @discardableResult
  private func answer(_ step: FakeSMTPServer.Step, _ usual: String) throws -> Bool {
    switch taken.next(step) {
    case .usual:
      if !usual.isEmpty { try line(usual) }
      return true
    case .reply(let text):
      try line(text)
      return text.hasPrefix("3")
    case .trickle(let text):
      try trickle("\(text)\r\n")
      return text.hasPrefix("3")
    case .held(let text, let signal):
      signal.wait()
      try line(text)
      return text.hasPrefix("3")
    case .farewell(let text):
      try line(text)
      throw HungUp()
    case .drop: throw HungUp()
    case .silence:
      try hang()
      return false
    }
  }
}
