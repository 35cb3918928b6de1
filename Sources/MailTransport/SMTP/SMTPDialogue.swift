import Platform

/// The dialogue of libcurl and a server, followed line by line: its stage, the last reply, the
/// server's extensions. On the session's queue only.
final class SMTPDialogue {
  /// The stage of a delivery, by the command sent last.
  enum Stage: Int, Comparable {
    case connection, greeting, hello, startTLS, login, reset, sender, recipient, data
    /// The server asked for the message, or has all of it.
    case message
    case farewell

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  private var endpoint: SMTPEndpoint

  var stage: Stage { step.stage }
  var reply: SMTPReply? { step.reply }

  /// The answer lets us go on from the stage.
  var isGoingOn: Bool {
    let code = reply?.code ?? 0
    return stage == .data ? code == 354 : (200..<300).contains(code)
  }

  // The connection's state.
  private var needsLogin = false
  private var isProtected = false
  /// Keywords of the last EHLO (RFC 5321 section 4.1.1.1), in upper case, with their parameters.
  private(set) var offers: [String] = []

  /// A stage, and the answer there.
  struct Step {
    var stage: Stage
    /// Nil before the first whole one.
    var reply: SMTPReply?
  }

  var step = Step(stage: .connection)
  /// Why we ended it ourselves, and whether for all mails.
  private(set) var refusal: (scope: SMTPTrouble.Scope, reason: String)?
  private var replyLines: [String] = []
  /// Why the server doesn't take an access token, where it said so.
  private(set) var challenge: TokenChallenge?
  /// True once libcurl has said QUIT, as it does after a refusal: the refusal stays the last reply.
  private(set) var hasQuit = false
  /// The dialogue to be shown; nil when nobody wants it.
  private var transcript: [SMTPDialogueLine]?

  init(_ endpoint: SMTPEndpoint) {
    self.endpoint = endpoint
  }

  /// A connection is to be made.
  func begin(_ endpoint: SMTPEndpoint) {
    self.endpoint = endpoint
    needsLogin = endpoint.login != nil
    challenge = nil
    offers = []
    isProtected = false
    refusal = nil
    hasQuit = false
    expect(.connection)
  }

  /// A mail is begun; false where the server can't take it.
  func begin(_ letter: SMTPLetter) -> Bool {
    refusal = nil
    expect(.sender)
    guard letter.needsUTF8, !offers("SMTPUTF8") else { return true }
    refusal = (
      .mail, "the server can't take an address with letters beyond ASCII before the @ (SMTPUTF8)"
    )
    return false
  }

  /// Expects the answer to the command of the stage.
  func expect(_ stage: Stage) {
    step = Step(stage: stage)
    replyLines = []
  }

  /// From now on what is said is kept, until it is taken.
  func keepTranscript() {
    transcript = transcript ?? []
  }

  /// The dialogue since the last time this was asked.
  func takeTranscript() -> [SMTPDialogueLine] {
    defer { transcript = nil }
    return transcript ?? []
  }

  // MARK: The client's side

  /// Hears a line that libcurl says while it connects.
  func connectionSent(_ line: String) {
    let line = line.trimmingLineEnd
    let answersChallenge = stage == .login && reply?.code == 334
    let verb = line.prefix { $0 != " " }.uppercased()
    note(.client, answersChallenge ? "•••" : masked(line, verb))
    guard !answersChallenge else { return }
    switch verb {
    case "EHLO", "HELO":
      step.stage = .hello
      offers = []
      isProtected = isProtected || endpoint.security == .implicitTLS
    case "STARTTLS": step.stage = .startTLS
    case "AUTH": step.stage = .login
    case "QUIT": hasQuit = true
    default: break
    }
  }

  /// Hears a line that we say ourselves.
  func sent(_ text: String) {
    note(.client, text)
  }

  private func masked(_ line: String, _ verb: String) -> String {
    guard verb == "AUTH" else { return line }
    let words = line.split(separator: " ")
    return words.count > 2 ? "\(words[0]) \(words[1]) •••" : line
  }

  // MARK: The server's side

  /// Takes a line in; false when the connection must go no further.
  func received(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let line = String(decoding: bytes.prefix(4_096), as: UTF8.self).trimmingLineEnd
    note(.server, line.hasPrefix("334") ? "334 •••" : line)
    guard !hasQuit else { return true }
    if stage == .connection {
      step.stage = .greeting
      isProtected = endpoint.security == .implicitTLS
    }
    // Bounded: a reply may have any number of lines.
    if replyLines.count < 64 { replyLines.append(line) } else { replyLines[63] = line }
    guard line.utf8.dropFirst(3).first != UInt8(ascii: "-") else { return true }
    let whole = replyLines
    replyLines = []
    step.reply = SMTPReply(
      lines: Array(whole.suffix(8)), without: endpoint.login?.credential.secret)
    if stage == .login, reply?.code == 334 {
      challenge = TokenChallenge(base64: whole.last?.dropFirst(4) ?? "")
    }
    if stage == .startTLS, reply?.code == 220 { isProtected = true }
    return stage != .hello || greeted(whole)
  }

  /// EHLO's reply, or HELO's, is whole.
  private func greeted(_ lines: [String]) -> Bool {
    guard reply?.code == 250 else { return true }
    offers = lines.dropFirst().map { $0.dropFirst(4).uppercased() }
    guard isProtected || endpoint.security == .none, needsLogin, !offers("AUTH") else {
      return true
    }
    refusal = (.server, "the server offers no login (AUTH), but username and password are set")
    return false
  }

  /// The server's last EHLO named the extension.
  func offers(_ word: String) -> Bool {
    offers.contains { $0 == word || $0.hasPrefix("\(word) ") || $0.hasPrefix("\(word)=") }
  }

  private func note(_ speaker: SMTPDialogueLine.Speaker, _ text: String) {
    guard transcript != nil else { return }
    let open = endpoint.login?.credential.secret.removed(from: text) ?? text
    transcript?.append(SMTPDialogueLine(speaker, open.printable(longest: 1_000)))
  }
}

extension String {
  fileprivate var trimmingLineEnd: String {
    var view = unicodeScalars[...]
    while let last = view.last, last == "\r" || last == "\n" { view.removeLast() }
    return String(view)
  }
}
