import Platform

/// One IMAP connection, logged in. It runs on a queue of its own, where it blocks; every wait ends
/// by the endpoint's timeout, `interrupt()`, or the cancellation of the task that waits.
///
/// A session that has failed in the middle of something is closed (`IMAPError.endsSession`) and
/// answers every further call with an error. After `interrupt()` or a cancellation only `logout()`
/// is left to do.
package actor IMAPSession {
  /// Servers may drop a client that is silent for 30 minutes (RFC 2177).
  static let standardRenewal = Duration.seconds(28 * 60)
  /// From an IDLE that the server ended by itself to the next one.
  static let idleRest = Duration.seconds(1)
  /// LOGOUT is a courtesy; this is the longest that it is waited for.
  static let logoutPatience = Duration.seconds(3)

  private nonisolated let executor: QueueExecutor
  private nonisolated let wake = WakeSignal()
  private let sign: LifeSign
  package nonisolated let endpoint: IMAPEndpoint
  /// The longest time of one IDLE, or of one silence while polling.
  let renewal: Duration
  /// The extensions that the server offers, in upper case, as said after the login.
  var capabilities: Set<String> = []

  /// Nil before the connection and after the session's end.
  var dialogue: IMAPDialogue?
  /// The FETCH commands that are under way, in order; the first ones are on the wire.
  var outstanding: [FetchCommand] = []
  /// This server was seen to send a body before its UID.
  var bodiesPrecedeUIDs = false
  /// An IDLE that has not been ended.
  var idling: Idling?
  /// The server offers IDLE but answered it with NO.
  var refusesIdle = false
  var selected: UIDValidity?
  var messageCount: UInt32 = 0
  /// Messages have arrived since the last listing.
  var hasNews = false
  /// The names of configured folders on this server, where they differ.
  var folderNames: [String: String] = [:]

  /// Whose mails are read (`IMAPEndpoint.account`).
  package nonisolated var account: String { endpoint.account }

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  init(_ endpoint: IMAPEndpoint, renewal: Duration, sign: @escaping LifeSign) {
    self.endpoint = endpoint
    self.sign = sign
    self.renewal = renewal
    executor = QueueExecutor(label: "imap \(endpoint.subject)")
  }

  /// Connects, with TLS as the endpoint says, and logs in. `sign` is told of every wait for the
  /// server, and of all that arrives, to the session's end.
  package static func connect(
    _ endpoint: IMAPEndpoint, sign: @escaping LifeSign = { _ in }
  ) async throws(IMAPError) -> IMAPSession {
    try await connect(endpoint, renewal: standardRenewal, sign: sign)
  }

  static func connect(
    _ endpoint: IMAPEndpoint, renewal: Duration, sign: @escaping LifeSign = { _ in }
  ) async throws(IMAPError) -> IMAPSession {
    let session = IMAPSession(endpoint, renewal: renewal, sign: sign)
    try await session.open()
    return session
  }

  /// Ends the blocking call that is under way, or the next one, soon. From any thread.
  package nonisolated func interrupt() {
    wake.raise()
  }

  private func open() async throws(IMAPError) {
    try await run { () throws(IMAPError) in
      dialogue = try IMAPDialogue(endpoint, wake: wake, sign: sign)
      // libcurl keeps what came together with the login's reply, and what a server offers changes
      // after the login: so this is asked first, and anything before its answer is skipped.
      let reply = try command("CAPABILITY", isFirst: true)
      guard reply.kind == .ok else { throw refusal(of: "CAPABILITY", reply) }
    }
  }

  /// The IDLE under way, by its tag: the server hasn't granted it yet, or has (RFC 2177).
  enum Idling: Sendable {
    case asked(String)
    case granted(String)
  }

  // MARK: Running

  /// Runs a blocking piece of work, which the task's cancellation ends. An error that leaves the
  /// connection in an unknown state closes it.
  func run<Value: Sendable>(
    _ work: () throws(IMAPError) -> Value
  ) async throws(IMAPError) -> Value {
    let result: Result<Value, IMAPError> = await withTaskCancellationHandler {
      do throws(IMAPError) {
        return .success(try work())
      } catch {
        if error.endsSession { dialogue = nil }
        return .failure(error)
      }
    } onCancel: {
      wake.raise()
    }
    return try result.get()
  }

  /// The connection, unless it has ended or the session was interrupted.
  func openDialogue() throws(IMAPError) -> IMAPDialogue {
    guard let dialogue else { throw failure(.closed, "the session has ended") }
    guard !wake.isRaised || !dialogue.heedsWake else {
      throw failure(.cancelled, "the session was interrupted")
    }
    return dialogue
  }

  func failure(_ kind: IMAPError.Kind, _ message: String) -> IMAPError {
    IMAPError(
      subject: endpoint.subject, kind: kind,
      message: endpoint.credential.secret.removed(from: message))
  }

  /// The error that a tagged NO or BAD stands for.
  func refusal(of what: String, _ reply: StatusResponse) -> IMAPError {
    if let disturbance = disturbance(reply) { return disturbance }
    return failure(.refused(code: reply.code), "\(what) was refused (\(reply.words))")
  }

  /// The error of a NO or BAD that says nothing about the command: the server is not well, or we
  /// ask too often. Nil for others.
  func disturbance(_ reply: StatusResponse) -> IMAPError? {
    guard reply.kind != .ok else { return nil }
    if let pause = reply.suggestedPause {
      return failure(.throttled(pause), "the server asks for a pause (\(reply.words))")
    }
    if reply.tellsLimit {
      return failure(.limited, "the server has enough of us (\(reply.words))")
    }
    // This connection is of no more use.
    if reply.isOfLostMailbox {
      return failure(.closed, "the server has lost the mailbox (\(reply.words))")
    }
    return nil
  }

  // MARK: Commands

  /// A tag that no body can foresee, so that none can end a reply (about 78 bits).
  static func makeTag() -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    var random = SystemRandomNumberGenerator()
    let letters = (0..<16).map { _ in alphabet[Int.random(in: 0..<32, using: &random)] }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Sends one command and reads to the end of its reply; `each` sees what comes in between.
  func command(
    _ text: String, isFirst: Bool = false,
    _ each: (ResponseEvent) throws(IMAPError) -> Void = { _ in }
  ) throws(IMAPError) -> StatusResponse {
    let dialogue = try openDialogue()
    precondition(outstanding.isEmpty, "every ticket is received before another command")
    let tag = Self.makeTag()
    try dialogue.send("\(tag) \(text)\r\n")
    return try reply(to: tag, skippingOthers: isFirst, each)
  }

  /// Reads to the end of the reply to the command with this tag.
  func reply(
    to tag: String, skippingOthers: Bool = false,
    _ each: (ResponseEvent) throws(IMAPError) -> Void
  ) throws(IMAPError) -> StatusResponse {
    let dialogue = try openDialogue()
    while true {
      let event = try dialogue.next()
      switch event {
      case .tagged(tag, let response): return response
      case .tagged where !skippingOthers:
        throw failure(.protocolViolation, "a reply to a command that was not given")
      case .continuation where !skippingOthers:
        throw failure(.protocolViolation, "a request to continue where nothing is left to send")
      default:
        try observe(event)
        try each(event)
      }
    }
  }

  /// Takes note of what a server may say at any time.
  func observe(_ event: ResponseEvent) throws(IMAPError) {
    switch event {
    case .capabilities(let names): capabilities = Set(names)
    case .exists(let count):
      if count > messageCount { hasNews = true }
      messageCount = count
    case .expunge: messageCount -= messageCount > 0 ? 1 : 0
    case .status(let status): try observe(status)
    default: break
    }
  }

  private func observe(_ status: StatusResponse) throws(IMAPError) {
    if status.kind == .bye {
      if let disturbance = disturbance(status) { throw disturbance }
      throw failure(.closed, "the server hung up (\(status.words))")
    }
    if status.code == "CAPABILITY" {
      capabilities = Set(status.arguments.uppercased().split(separator: " ").map(String.init))
    }
    if status.code == "UIDVALIDITY", let selected, status.number != selected.rawValue {
      throw failure(.closed, "the folder was replaced (UIDVALIDITY changed)")
    }
  }

  /// The server offers an extension; IMAP4rev2 contains all that are used here.
  func offers(_ name: String) -> Bool {
    capabilities.contains(name) || capabilities.contains("IMAP4REV2")
  }
}
