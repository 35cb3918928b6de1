import CCurl

/// The proof of a login.
package enum Credential: Sendable, Hashable {
  case password(Secret)
  /// An access token of OAuth 2 (RFC 6749), handed over by that mechanism.
  case token(Secret, by: TokenMechanism)

  /// The password or token, which must not be seen anywhere.
  package var secret: Secret {
    switch self {
    case .password(let secret), .token(let secret, by: _): secret
    }
  }

  var isToken: Bool {
    if case .token = self { true } else { false }
  }
}

/// The SASL mechanisms that carry an access token.
package enum TokenMechanism: String, Sendable, Hashable, CaseIterable {
  /// Google's and Microsoft's own; the latter have no other.
  case xoauth2 = "XOAUTH2"
  /// RFC 7628.
  case oauthBearer = "OAUTHBEARER"
}

extension CurlHandle {
  /// `passwordOptions` are libcurl's login options for a password; nil for its own choice.
  func set(
    login username: String, _ credential: Credential, passwordOptions: String? = nil
  ) throws(CurlFailure) {
    try set(CURLOPT_USERNAME, username)
    switch credential {
    case .password(let secret):
      try set(CURLOPT_PASSWORD, secret.value)
      if let passwordOptions { try set(CURLOPT_LOGIN_OPTIONS, passwordOptions) }
    case .token(let secret, by: let mechanism):
      try set(CURLOPT_XOAUTH2_BEARER, secret.value)
      // Else libcurl takes what it holds for the strongest of those that the server offers.
      try set(CURLOPT_LOGIN_OPTIONS, "AUTH=\(mechanism.rawValue)")
    }
  }
}
