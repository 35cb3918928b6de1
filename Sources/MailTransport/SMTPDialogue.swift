/// What libcurl and a server say to each other, followed line by line: how far it came, the last
/// reply, what the server offers. On the session's queue only.
final class SMTPDialogue {
  /// Where a delivery is, by the command sent last.
  enum Stage: Int, Comparable {
    case connection, greeting, hello, startTLS, login, sender, recipient, data
    /// The server asked for the message, or has all of it.
    case message

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  /// What has to hold before anything is sent on a connection.
  struct Needs {
    var login = false
    var utf8 = false
  }

  private let endpoint: SMTPEndpoint

  // Of the connection.
  private var isProtected = false
  /// Keywords of the last EHLO (RFC 5321 section 4.1.1.1), in upper case, with their parameters.
  private var offers: [String] = []

  // Of the delivery.
  private(set) var stage = Stage.connection
  /// The last whole reply; nil before the first and when the connection is a new one.
  private(set) var reply: SMTPReply?
  /// Why we ended it ourselves, and whether for all mails.
  private(set) var refusal: (scope: SMTPTrouble.Scope, reason: String)?
  private var replyLines: [String] = []
  /// Whether libcurl said QUIT, as it does after a refusal: the refusal stays the last reply.
  private(set) var hasQuit = false
  private var needs = Needs()
  /// The dialogue to be shown; nil when nobody wants it.
  private var transcript: [SMTPDialogueLine]?

  init(_ endpoint: SMTPEndpoint) {
    self.endpoint = endpoint
  }

  /// Another delivery begins, on this connection or a new one.
  func begin(_ needs: Needs, keepsTranscript: Bool) {
    self.needs = needs
    stage = .connection
    reply = nil
    replyLines = []
    refusal = nil
    hasQuit = false
    if keepsTranscript, transcript == nil { transcript = [] }
  }

  /// The dialogue since the last time this was asked.
  func takeTranscript() -> [SMTPDialogueLine] {
    defer { transcript = nil }
    return transcript ?? []
  }

  // MARK: The client's side

  func sent(_ line: String) {
    let line = line.trimmingLineEnd
    let answersChallenge = stage == .login && reply?.code == 334
    let verb = line.prefix { $0 != " " }.uppercased()
    note(.client, answersChallenge ? "•••" : masked(line, verb))
    guard !answersChallenge else { return }
    switch verb {
    case "EHLO", "HELO":
      stage = .hello
      offers = []
      isProtected = isProtected || endpoint.security == .implicitTLS
    case "STARTTLS": stage = .startTLS
    case "AUTH": stage = .login
    case "MAIL": stage = .sender
    case "RCPT": stage = .recipient
    case "DATA": stage = .data
    case "QUIT": hasQuit = true
    default: break
    }
  }

  /// The message begins to go out.
  func sentMessage(of count: Int) {
    stage = .message
    note(.client, "(the message, \(count) bytes)")
  }

  private func masked(_ line: String, _ verb: String) -> String {
    guard verb == "AUTH" else { return line }
    let words = line.split(separator: " ")
    return words.count > 2 ? "\(words[0]) \(words[1]) •••" : line
  }

  // MARK: The server's side

  /// Takes a line in; false when the delivery must go no further.
  func received(_ line: String) -> Bool {
    let line = line.trimmingLineEnd
    note(.server, line.hasPrefix("334") ? "334 •••" : line)
    guard !hasQuit else { return true }
    if stage == .connection {
      stage = .greeting
      isProtected = endpoint.security == .implicitTLS
    }
    // Bounded: a reply may have any number of lines.
    if replyLines.count < 64 { replyLines.append(line) } else { replyLines[63] = line }
    guard line.utf8.dropFirst(3).first != UInt8(ascii: "-") else { return true }
    let whole = replyLines
    replyLines = []
    reply = SMTPReply(lines: Array(whole.suffix(8)), without: endpoint.login?.secret)
    if stage == .startTLS, reply?.code == 220 { isProtected = true }
    return stage != .hello || greeted(whole)
  }

  /// EHLO's reply, or HELO's, is whole.
  private func greeted(_ lines: [String]) -> Bool {
    guard reply?.code == 250 else { return true }
    offers = lines.dropFirst().map { $0.dropFirst(4).uppercased() }
    guard isProtected || endpoint.security == .none else { return true }
    return mayGoOn
  }

  /// Whether the server offers what this delivery needs; else `refusal` says what it lacks.
  private var mayGoOn: Bool {
    if needs.login, !offers(word: "AUTH") {
      refusal = (.server, "the server offers no login (AUTH), but username and password are set")
    } else if needs.utf8, !offers(word: "SMTPUTF8") {
      refusal = (
        .mail, "the server can't take an address with letters beyond ASCII before the @ (SMTPUTF8)"
      )
    }
    return refusal == nil
  }

  private func offers(word: String) -> Bool {
    offers.contains { $0 == word || $0.hasPrefix("\(word) ") || $0.hasPrefix("\(word)=") }
  }

  private func note(_ speaker: SMTPDialogueLine.Speaker, _ text: String) {
    guard transcript != nil else { return }
    let open = endpoint.login?.secret.removed(from: text) ?? text
    transcript?.append(SMTPDialogueLine(speaker, SMTPReply.printable(open, limit: 1_000)))
  }
}

extension String {
  fileprivate var trimmingLineEnd: String {
    var view = unicodeScalars[...]
    while let last = view.last, last == "\r" || last == "\n" { view.removeLast() }
    return String(view)
  }
}
