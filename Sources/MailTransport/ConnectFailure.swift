import CCurl

/// Why libcurl did not bring a session about, turned into the error that people read.
struct ConnectFailure {
  let code: CURLcode
  /// libcurl's own words, of its error buffer.
  let detail: String
  /// The server's last NO, BAD or BYE.
  let reply: StatusResponse?

  func error(_ endpoint: IMAPEndpoint) -> IMAPError {
    let (kind, message) = finding(endpoint)
    return IMAPError(
      subject: endpoint.subject, kind: kind, message: endpoint.secret.removed(from: message))
  }

  private func finding(_ endpoint: IMAPEndpoint) -> (IMAPError.Kind, String) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      (.connect, "the host name \(endpoint.host) is not known")
    case CURLE_COULDNT_CONNECT:
      (.connect, "no connection (\(because))")
    case CURLE_OPERATION_TIMEDOUT:
      (.timeout, "no session within \(endpoint.timeout)")
    case CURLE_USE_SSL_FAILED:
      (.connect, "the server offers no STARTTLS, so the password was not sent")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
      (.certificate, "the server's certificate was not accepted (\(because))")
    case CURLE_SSL_CACERT_BADFILE:
      (.certificate, "caFile \(endpoint.caFile ?? "of the system") can't be used (\(because))")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM:
      (.connect, "TLS failed (\(because))")
    case CURLE_LOGIN_DENIED: loginDenied(endpoint)
    case CURLE_ABORTED_BY_CALLBACK: (.cancelled, "connecting was cancelled")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
      (.closed, "the connection ended before the login (\(reply?.words ?? because))")
    default: refusedBefore(endpoint)
    }
  }

  /// The greeting was a BYE, or no greeting at all.
  private func refusedBefore(_ endpoint: IMAPEndpoint) -> (IMAPError.Kind, String) {
    guard let reply else {
      return code == CURLE_WEIRD_SERVER_REPLY
        ? (.protocolViolation, "no IMAP server answers there (\(because))")
        : (.connect, "no session (\(because))")
    }
    if let pause = reply.suggestedPause { return (.throttled(pause), reply.words) }
    return (.unavailable, "the server turned us away (\(reply.words))")
  }

  /// libcurl says "login denied" whatever the reason; the server's response code tells more
  /// (RFC 5530).
  private func loginDenied(_ endpoint: IMAPEndpoint) -> (IMAPError.Kind, String) {
    guard let reply else { return (.login, "\(endpoint.username) can't log in (\(because))") }
    if let pause = reply.suggestedPause { return (.throttled(pause), reply.words) }
    let isTemporary =
      reply.kind == .bye
      || ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "CONTACTADMIN"].contains(reply.code)
    return isTemporary
      ? (.unavailable, "the server can't log \(endpoint.username) in now (\(reply.words))")
      : (.login, "the login of \(endpoint.username) was refused (\(reply.words))")
  }

  private var because: String {
    detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
  }
}

extension IMAPEndpoint {
  /// How errors name it.
  var subject: String { "\(host):\(port)" }
}
