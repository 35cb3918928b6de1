import Testing

@testable import MailTransport

/// The endpoint of an SMTP server on loopback.
func smtpEndpoint(
  port: Int, security: LinkSecurity = .none, host: String = "127.0.0.1",
  login: (username: String, password: String)? = nil, caFile: String? = nil,
  timeout: Duration = .seconds(20)
) throws -> SMTPEndpoint {
  SMTPEndpoint(
    host: host, port: port, security: security,
    login: try login.map { .init(username: $0.username, .password(try Secret($0.password))) },
    caFile: caFile, timeout: timeout, clientName: "crm.example.fi")
}

extension SMTPSession {
  static let letter = Array("Subject: hi\r\n\r\nhello\r\n".utf8)

  /// Sends the same small mail to somebody.
  func send(to recipient: String = "matti@example.fi") async -> SMTPOutcome {
    await send(Self.letter, from: "crm@example.fi", to: recipient)
  }
}

extension SMTPOutcome {
  /// The case, and whom it concerns where that isn't the mail alone: "temporary server".
  var kind: String {
    let name = String("\(self)".prefix { $0 != "(" })
    guard let scope = trouble?.scope, scope != .mail else { return name }
    return "\(name) \(scope)"
  }
}
