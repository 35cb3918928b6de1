/// Why something asked of an IMAP server did not happen. One line, no secrets.
package struct IMAPError: Error, CustomStringConvertible {
  package enum Kind: Sendable {
    /// The server could not be reached: name, network, port, or no TLS where it is required.
    case connect
    /// The server's certificate was not accepted.
    case certificate
    /// The connection was not made, or the server was silent, for longer than the timeout.
    case timeout
    /// The user name or the password was refused.
    case login
    /// The server lets nobody in at present, or not this user; not a matter of the password.
    case unavailable
    /// A tagged NO or BAD; `code` is its response code, such as "OVERQUOTA".
    case refused(code: String?)
    /// The folder does not exist.
    case missingFolder
    /// The connection ended, with or without a BYE.
    case closed
    /// The server said what no IMAP server may say.
    case protocolViolation
    /// The server asks to wait that long.
    case throttled(Duration)
    /// The server has enough of us: too many connections, or too much asked for in too short a
    /// time.
    case limited
    /// The sink threw.
    case sink(any Error)
    /// The sink had enough of that message's body.
    case stoppedBySink
    /// `interrupt()` was called or the task was cancelled.
    case cancelled
  }

  /// The server: "imap.example.fi:993".
  package let subject: String
  package let kind: Kind
  /// The failure, with the server's own words where it gave any.
  package let message: String

  /// The advice, where the kind alone doesn't tell.
  private let advice: String?

  package init(subject: String, kind: Kind, message: String, advice: String? = nil) {
    self.subject = subject
    self.kind = kind
    self.message = message
    self.advice = advice
  }

  package var description: String { "\(subject): \(message); \(suggestion)" }

  /// The session can't be used any more, and another must be connected.
  package var endsSession: Bool {
    switch kind {
    case .refused, .missingFolder: false
    default: true
    }
  }

  /// The next step of the operator, or of the caller.
  package var suggestion: String {
    if let advice { return advice }
    return switch kind {
    case .connect: "check the mailbox's url and that the server is up"
    case .certificate: "check the host name in url, or set caFile to the authority's certificate"
    case .timeout: "check the server and the network, or raise timeout"
    case .login: "check username and password"
    case .unavailable: "it is tried again"
    case .refused: "it is tried again; the server's words tell the reason"
    case .missingFolder: "create the folder or correct folder in the settings"
    case .closed: "it is tried again on a new connection"
    case .protocolViolation: "check that url names an IMAP server"
    case .throttled(let pause): "nothing is asked of it for \(pause)"
    case .limited: "it is left alone for some minutes; let fewer programs read the mailbox"
    case .sink: "nothing is lost, it is fetched again"
    case .stoppedBySink: "the message is larger than the limit"
    case .cancelled: "nothing needs doing"
    }
  }
}
