import MailTransport
import Platform
import Store

/// The place of a login's tokens, and the names of the login.
struct TokenPlace: Sendable {
  let storeDirectory: String
  /// `mailbox documents`, `smtp`.
  let subject: String
  /// The command by which a person agrees.
  let authorizing: String
  /// The time that a token server may take.
  let timeout: Duration

  static func mailbox(
    _ name: String, in storeDirectory: String, timeout: Duration
  ) -> TokenPlace {
    let word =
      name.contains(where: { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "-") })
      ? "'\(name)'" : name
    return TokenPlace(
      storeDirectory: storeDirectory, subject: "mailbox \(name)",
      authorizing: "minicrm mailbox authorize \(word)", timeout: timeout)
  }

  static func smtp(in storeDirectory: String, timeout: Duration) -> TokenPlace {
    TokenPlace(
      storeDirectory: storeDirectory, subject: "smtp",
      authorizing: "minicrm mailbox authorize --smtp", timeout: timeout)
  }
}

/// Tokens in a file of the store.
struct StoreTokenVault: TokenVault {
  /// Beyond the time that one who renews may take for it.
  private static let allowance = Duration.seconds(10)

  private let file: TokenFile
  private let patience: Patience

  init(_ client: OAuth2Client, _ place: TokenPlace) {
    file = TokenFile(client.identity, in: place.storeDirectory, subject: place.subject)
    patience = .upTo(client.endpoint.timeout + Self.allowance)
  }

  func read() throws -> [UInt8]? { try file.read() }

  func hold(sign: @escaping LifeSign) async throws -> any TokenLease {
    try await file.hold(patience.signing(sign))
  }
}

extension TokenFileLease: TokenLease {}
