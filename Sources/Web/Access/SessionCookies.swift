import HTTPTypes
import Records

/// The cookies of people who log in: the session, and the browser that is known again.
struct SessionCookies: Sendable {
  /// A browser is known for so long, in seconds; browsers keep no cookie for longer.
  private static let knownFor = 400 * 86_400

  /// Without TLS, on loopback, a browser keeps no secure cookie.
  private let isSecure: Bool

  init(origin: String) { isSecure = origin.hasPrefix("https://") }

  private var sessionName: String { isSecure ? "__Host-session" : "session" }
  private var browserName: String { isSecure ? "__Host-browser" : "browser" }

  func session(of request: WebRequest) -> SecretToken? {
    request.cookie(sessionName).map(SecretToken.init)
  }

  func browser(of request: WebRequest) -> SecretToken? {
    request.cookie(browserName).map(SecretToken.init)
  }

  /// The cookies of a session that has begun. The session's own ends with the browser.
  func begun(_ session: NewSession) -> HTTPFields {
    var headers = HTTPFields()
    headers.append(field("\(sessionName)=\(session.token.text)"))
    headers.append(
      field("\(browserName)=\(session.browser.text); Max-Age=\(Self.knownFor)"))
    return headers
  }

  /// Has the browser forget the session.
  var ended: HTTPFields {
    var headers = HTTPFields()
    headers.append(field("\(sessionName)=; Max-Age=0"))
    return headers
  }

  private func field(_ cookie: String) -> HTTPField {
    let flags = "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    return HTTPField(name: .setCookie, value: cookie + flags)
  }
}
