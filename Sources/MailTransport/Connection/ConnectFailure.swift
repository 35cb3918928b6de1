import CCurl

/// Why libcurl did not bring a session about, turned into the error that people read.
struct ConnectFailure {
  let code: CURLcode
  /// libcurl's own words, of its error buffer.
  let detail: String
  /// The server's last NO, BAD or BYE.
  let reply: StatusResponse?
  /// Why the server doesn't take the access token, where it said so.
  let challenge: TokenChallenge?
  /// The SASL mechanisms that the server offers.
  let mechanisms: [String]

  func error(_ endpoint: IMAPEndpoint) -> IMAPError {
    let (kind, message) = finding(endpoint)
    return IMAPError(
      subject: endpoint.subject, kind: kind,
      message: endpoint.credential.secret.removed(from: message), advice: advice(kind, endpoint))
  }

  /// A token that was given and is not taken is another's, or for something else.
  private func advice(_ kind: IMAPError.Kind, _ endpoint: IMAPEndpoint) -> String? {
    guard case .login = kind, endpoint.credential.isToken else { return nil }
    return "check username and scope, and that the account is allowed to use IMAP"
  }

  private func finding(_ endpoint: IMAPEndpoint) -> (IMAPError.Kind, String) {
    if code != CURLE_ABORTED_BY_CALLBACK, let limit = limit(endpoint) { return limit }
    if let link = LinkFailure(code, detail: detail, server: endpoint) {
      return (kind(of: link), link.message)
    }
    return switch code {
    case CURLE_LOGIN_DENIED: loginDenied(endpoint)
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
      (.closed, "the connection ended before the login (\(reply?.words ?? because))")
    default: refusedBefore(endpoint)
    }
  }

  /// The server asks for a pause, or has enough of us. Before the login every limit is ours: a
  /// quota, as Gmail has for a day's bytes, or an account that its administrator has to look at.
  private func limit(_ endpoint: IMAPEndpoint) -> (IMAPError.Kind, String)? {
    guard let reply else { return nil }
    if let pause = reply.suggestedPause {
      return (.throttled(pause), "the server asks for a pause (\(reply.words))")
    }
    guard
      reply.tellsLimit
        || ["LIMIT", "OVERQUOTA", "CONTACTADMIN"].contains(reply.code)
    else { return nil }
    return (.limited, "the server doesn't let \(endpoint.username) in now (\(reply.words))")
  }

  private func kind(of link: LinkFailure) -> IMAPError.Kind {
    switch link {
    case .connect: .connect
    case .certificate: .certificate
    case .timeout: .timeout
    case .cancelled: .cancelled
    }
  }

  /// The greeting was a BYE, or no greeting at all.
  private func refusedBefore(_ endpoint: IMAPEndpoint) -> (IMAPError.Kind, String) {
    guard let reply else {
      return code == CURLE_WEIRD_SERVER_REPLY
        ? (.protocolViolation, "no IMAP server answers there (\(because))")
        : (.connect, "no session (\(because))")
    }
    return (.unavailable, "the server turned us away (\(reply.words))")
  }

  /// libcurl says "login denied" whatever the reason; the server's response code tells more
  /// (RFC 5530).
  private func loginDenied(_ endpoint: IMAPEndpoint) -> (IMAPError.Kind, String) {
    guard let reply else {
      if let lack = lack(endpoint) { return (.login, lack) }
      return (.login, "\(endpoint.username) can't log in (\(challenge?.words ?? because))")
    }
    let isTemporary =
      reply.kind == .bye || reply.isOfLostMailbox
      || ["UNAVAILABLE", "INUSE", "SERVERBUG"].contains(reply.code)
    return isTemporary
      ? (.unavailable, "the server can't log \(endpoint.username) in now (\(reply.words))")
      : (.login, "the login of \(endpoint.username) was refused (\(refusal(reply)))")
  }

  /// libcurl says nothing to a server that doesn't offer what a token needs.
  private func lack(_ endpoint: IMAPEndpoint) -> String? {
    guard case .token(_, by: let mechanism) = endpoint.credential, challenge == nil,
      !mechanisms.contains(mechanism.rawValue)
    else { return nil }
    return "the server offers no \(mechanism.rawValue) (\(mechanisms.joined(separator: ", "))), by "
      + "which mechanism under oauth2 would log in"
  }

  private func refusal(_ reply: StatusResponse) -> String {
    [challenge?.words, reply.words].compactMap(\.self).joined(separator: "; ")
  }

  private var because: String { LinkFailure.because(code, detail) }
}
