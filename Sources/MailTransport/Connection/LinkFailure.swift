import CCurl

/// Why libcurl brought no connection about, where that has nothing to do with what is spoken on it.
enum LinkFailure {
  case connect(String)
  case certificate(String)
  case timeout(String)
  case cancelled(String)

  /// Nil when the server's own words have to be asked. `detail` is libcurl's error buffer.
  init?(_ code: CURLcode, detail: String, server: some Peer) {
    let because = Self.because(code, detail)
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      self = .connect("the host name \(server.host) is not known")
    case CURLE_COULDNT_CONNECT:
      self = .connect("no connection (\(because))")
    case CURLE_OPERATION_TIMEDOUT:
      self = .timeout("no session within \(server.timeout)")
    case CURLE_USE_SSL_FAILED:
      self = .connect("the server offers no STARTTLS, so the password was not sent")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
      self = .certificate("the server's certificate was not accepted (\(because))")
    case CURLE_SSL_CACERT_BADFILE:
      self = .certificate(
        "caFile \(server.caFile ?? "of the system") can't be used (\(because))")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM:
      self = .connect("TLS failed (\(because))")
    case CURLE_ABORTED_BY_CALLBACK: self = .cancelled("connecting was cancelled")
    default: return nil
    }
  }

  /// libcurl's own words for what happened.
  static func because(_ code: CURLcode, _ detail: String) -> String {
    detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
  }

  var message: String {
    switch self {
    case .connect(let text), .certificate(let text), .timeout(let text), .cancelled(let text): text
    }
  }
}
