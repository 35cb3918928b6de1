import Platform

/// The dialogue on one IMAP session's connection: commands go out, events come in. Blocking, on the
/// session's queue only.
final class IMAPDialogue {
  private static let receiveSize = 512 * 1_024

  private let link: Link
  private let subject: String
  private var parser = ResponseParser(startsInFragment: true)

  /// Connects and logs in; blocks.
  init(_ endpoint: IMAPEndpoint, wake: WakeSignal, sign: @escaping LifeSign) throws(IMAPError) {
    subject = endpoint.subject
    guard let curl = CurlHandle() else {
      throw IMAPError(subject: subject, kind: .connect, message: "libcurl can't be started")
    }
    sign(endpoint.timeout)
    try curl.connect(endpoint, wake: wake)
    do throws(LinkTrouble) {
      link = try Link(
        curl, timeout: endpoint.timeout, wake: wake, sign: sign, receiveSize: Self.receiveSize)
    } catch {
      throw IMAPError(error, subject: endpoint.subject)
    }
  }

  /// The server's certificate; nil without TLS.
  var certificate: ServerCertificate? { link.certificate }

  /// The longest silence of the server.
  var timeout: Duration {
    get { link.timeout }
    set { link.timeout = newValue }
  }

  /// Responses that can't be read are passed over.
  var passesUnreadable: Bool {
    get { parser.passesUnreadable }
    set { parser.passesUnreadable = newValue }
  }

  /// The wake signal ends waits; not while logging out.
  var heedsWake: Bool {
    get { link.heedsWake }
    set { link.heedsWake = newValue }
  }

  func send(_ text: String) throws(IMAPError) {
    try linked { () throws(LinkTrouble) in try link.send(Array(text.utf8)) }
  }

  /// The server's next event; its bytes are valid until the next call. Throws when the server is
  /// silent for longer than the timeout.
  func next() throws(IMAPError) -> ResponseEvent {
    while true {
      if let event = try parse() { return event }
      try linked { () throws(LinkTrouble) in try link.awaitMore() }
    }
  }

  /// The server's next event; nil when there is none until that instant.
  func next(until end: ContinuousClock.Instant) throws(IMAPError) -> ResponseEvent? {
    while true {
      if let event = try parse() { return event }
      let hasMore = try linked { () throws(LinkTrouble) in try link.awaitMore(until: end) }
      // A server that sends without end must not keep us beyond the instant.
      guard hasMore, ContinuousClock.now < end else { return nil }
    }
  }

  private func parse() throws(IMAPError) -> ResponseEvent? {
    var input = link.unread
    let count = input.count
    do {
      var event = try parser.next(&input)
      // To a server that had just ended an IDLE by itself our DONE was a command without a name.
      while case .tagged(tag: "DONE", _)? = event { event = try parser.next(&input) }
      link.consume(count - input.count)
      return event
    } catch {
      throw IMAPError(
        subject: subject, kind: .protocolViolation, message: "not understood: \(error.message)")
    }
  }

  private func linked<Value>(
    _ work: () throws(LinkTrouble) -> Value
  ) throws(IMAPError) -> Value {
    do throws(LinkTrouble) {
      return try work()
    } catch {
      throw IMAPError(error, subject: subject)
    }
  }
}

extension IMAPError {
  fileprivate init(_ trouble: LinkTrouble, subject: String) {
    let kind: Kind =
      switch trouble {
      case .ended: .closed
      case .silent: .timeout
      case .interrupted, .unwanted: .cancelled
      }
    self.init(subject: subject, kind: kind, message: trouble.message)
  }
}
