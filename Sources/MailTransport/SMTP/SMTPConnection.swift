import CCurl
import Platform

/// One connection to an SMTP server, logged in, that mails go over one after the other (RFC 5321);
/// where the server offers it, the commands of a mail go out together (RFC 2920). Blocking, on the
/// session's queue only.
final class SMTPConnection {
  private static let receiveSize = 16 * 1_024
  /// No message is given longer, unless the settings give every command longer.
  private static let messagePatience = Duration.seconds(600)
  /// A goodbye is a courtesy; this is the longest that its answer is waited for.
  private static let farewellPatience = Duration.seconds(3)
  /// The time for which an interrupted sending waits for the answer to a message that is all sent,
  /// since that answer decides whether the mail has to go again; a daemon's stop is to be over in 5
  /// seconds.
  private static let answerPatience = Duration.seconds(3)
  /// More lines in a reply than any server needs.
  private static let mostReplyLines = 1_000

  private let link: Link
  private let dialogue: SMTPDialogue
  /// The longest silence where a command waits for its answer.
  private let commandPatience: Duration
  /// A mail was begun and not ended, so that the server still holds its envelope.
  private var holdsEnvelope = false
  /// All of a message was sent: the server may have it too.
  private(set) var isAllSent = false
  /// Nothing more can be said here, though the last mail has its answer.
  private(set) var isBroken = false

  /// Connects and logs in; blocks.
  init(
    _ endpoint: SMTPEndpoint, _ dialogue: SMTPDialogue, wake: WakeSignal,
    sign: @escaping LifeSign
  ) throws(SMTPEnding) {
    self.dialogue = dialogue
    commandPatience = endpoint.timeout
    dialogue.begin(endpoint)
    guard let curl = CurlHandle() else { throw .unusable("libcurl can't be started") }
    let code: CURLcode
    sign(endpoint.timeout)
    do throws(CurlFailure) {
      code = try curl.connect(endpoint, dialogue, wake: wake)
    } catch {
      throw .unusable(error.message)
    }
    guard code == CURLE_OK else { throw .connecting(code, detail: curl.detail) }
    do throws(LinkTrouble) {
      link = try Link(
        curl, timeout: endpoint.timeout, wake: wake, sign: sign, receiveSize: Self.receiveSize)
    } catch {
      throw .link(error)
    }
  }

  /// The server's certificate; nil without TLS.
  var certificate: ServerCertificate? { link.certificate }

  /// Hands one mail over, up to the server's last word, which the dialogue then holds together with
  /// the step that it was the answer to. Throws when the connection ended first.
  func deliver(_ letter: SMTPLetter) throws(LinkTrouble) {
    isAllSent = false
    guard dialogue.begin(letter) else { return }
    guard letter.isWanted() else { throw .unwanted }
    // An answer to nothing would be taken for the answer to what comes next.
    if try hasUnasked() { throw .ended("the server spoke unasked") }
    let isInvited = try dialogue.offers("PIPELINING") ? askAtOnce(letter) : ask(letter)
    guard isInvited else { return }
    try send(message: letter.data, "(the message, \(letter.size) bytes)")
    // Without its end nobody takes it over (RFC 5321 section 4.1.1.4).
    guard letter.isWanted() else { throw .unwanted }
    try send(message: SMTPLetter.end)
    holdsEnvelope = false
    isAllSent = true
    try awaitAnswer()
  }

  private func hasUnasked() throws(LinkTrouble) -> Bool {
    if try link.awaitMore(until: .now) { while hear() {} }
    return dialogue.reply != nil || !link.unread.isEmpty
  }

  /// Says QUIT, and waits a little for the answer.
  func quit() {
    link.heedsWake = false
    link.timeout = min(link.timeout, Self.farewellPatience)
    dialogue.expect(.farewell)
    // The connection is closed either way.
    try? say(["QUIT"])
    try? awaitReply()
  }

  // MARK: The envelope

  private func commands(for letter: SMTPLetter) -> [(stage: SMTPDialogue.Stage, text: String)] {
    var sender = "MAIL FROM:<\(letter.sender.text)>"
    if dialogue.offers("SIZE") { sender += " SIZE=\(letter.size)" }
    if letter.needsUTF8 { sender += " SMTPUTF8" }
    return (holdsEnvelope ? [(.reset, "RSET")] : []) + [
      (.sender, sender), (.recipient, "RCPT TO:<\(letter.recipient.text)>"), (.data, "DATA"),
    ]
  }

  /// Command after answer; whether the server then waits for the message.
  private func ask(_ letter: SMTPLetter) throws(LinkTrouble) -> Bool {
    for (stage, text) in commands(for: letter) {
      dialogue.expect(stage)
      try say([text])
      try awaitReply()
      guard dialogue.isGoingOn else { return false }
      holdsEnvelope = stage != .reset
    }
    return true
  }

  /// All commands, then all answers. After a refusal the others say no more than that it was one;
  /// where the server wants a message all the same, it gets none (RFC 2920 section 3.1).
  private func askAtOnce(_ letter: SMTPLetter) throws(LinkTrouble) -> Bool {
    let commands = commands(for: letter)
    dialogue.expect(commands[0].stage)
    try say(commands.map(\.text))
    for (stage, _) in commands {
      dialogue.expect(stage)
      try awaitReply()
      guard dialogue.isGoingOn else {
        passOver(commands.drop { $0.stage <= stage }.map(\.stage))
        return false
      }
      holdsEnvelope = stage != .reset
    }
    return true
  }

  private func passOver(_ stages: [SMTPDialogue.Stage]) {
    let refusal = dialogue.step
    // RFC 5321 section 3.8: after 421 the server answers nothing more.
    guard refusal.reply?.code != 421, !stages.isEmpty else { return }
    do throws(LinkTrouble) {
      for stage in stages {
        dialogue.expect(stage)
        try awaitReply()
      }
      if dialogue.isGoingOn {
        try send(message: SMTPLetter.end, "(no message)")
        try awaitReply()
      }
    } catch {
      isBroken = true
    }
    dialogue.step = refusal
  }

  // MARK: Saying and hearing

  private func say(_ commands: [String]) throws(LinkTrouble) {
    for command in commands { dialogue.sent(command) }
    try link.send(Array(commands.map { $0 + "\r\n" }.joined().utf8))
  }

  /// `note` is what a transcript has instead of the bytes.
  private func send(message: [UInt8], _ note: String? = nil) throws(LinkTrouble) {
    dialogue.expect(.message)
    if let note { dialogue.sent(note) }
    do throws(LinkTrouble) {
      try link.send(message)
    } catch {
      // Why it takes no more may have been said already.
      if (try? link.awaitMore(until: .now)) == true { while hear() {} }
      throw error
    }
  }

  /// Waits for what the server says of the message, which it may first search for viruses and hand
  /// on: 10 minutes where a command is given one (RFC 5321 section 4.5.3.2.6). An interruption is
  /// let wait for a while.
  private func awaitAnswer() throws(LinkTrouble) {
    link.timeout = max(commandPatience, min(commandPatience * 10, Self.messagePatience))
    defer { link.timeout = commandPatience }
    do throws(LinkTrouble) {
      try awaitReply()
    } catch .interrupted {
      link.heedsWake = false
      link.timeout = Self.answerPatience
      do throws(LinkTrouble) {
        try awaitReply()
      } catch {
        throw .interrupted
      }
    }
  }

  private func awaitReply() throws(LinkTrouble) {
    for _ in 0..<Self.mostReplyLines {
      while !hear() {
        guard link.unread.count < Self.receiveSize else { throw .ended("a line without end came") }
        try link.awaitMore()
      }
      // Words without a code are no answer.
      if let reply = dialogue.reply, reply.code > 0 { return }
    }
    throw .ended("a reply without end came")
  }

  /// Takes in the next line, where there is a whole one.
  private func hear() -> Bool {
    let unread = link.unread
    guard let end = unread.firstIndex(of: UInt8(ascii: "\n")) else { return false }
    _ = dialogue.received(UnsafeRawBufferPointer(rebasing: unread[...end]))
    link.consume(end + 1)
    return true
  }
}
