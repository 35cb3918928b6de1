import Foundation
import Platform

/// The question to a person whether the program may use the mailbox, by way of a browser: the
/// authorisation code grant (RFC 6749 section 4.1) with PKCE (RFC 7636) and a loopback address to
/// come back to (RFC 8252 section 7.3).
package struct AuthorizationRequest: Sendable {
  /// The page that the person opens.
  package let url: String
  private let redirect: String
  /// Proves that who brings the code is who asked.
  private let verifier: Secret
  /// Proves that the answer belongs to this question.
  private let state: String

  /// `page` is the provider's page where people agree; `redirect` is where the browser is sent back
  /// to; `further` are the provider's own parameters.
  package init(
    _ client: OAuth2Client, at page: String, redirect: String,
    _ further: [(name: String, value: String)]
  ) throws {
    let verifier = Self.random()
    let challenge = Data(Digest(of: verifier).bytes).base64URL
    state = Self.random()
    var fields: [(name: String, value: String)] = [
      ("response_type", "code"), ("client_id", client.clientID ?? ""), ("redirect_uri", redirect),
    ]
    if let scope = client.scope { fields.append(("scope", scope)) }
    fields += [
      ("state", state), ("code_challenge", challenge), ("code_challenge_method", "S256"),
      ("login_hint", client.account),
    ]
    let query = HTTPExchange.encoded(fields + further)
    url = page + (page.contains("?") ? "&" : "?") + query
    self.verifier = try Secret(verifier)
    self.redirect = redirect
  }

  /// Why an answer gives no code.
  package enum Fault: Error, CustomStringConvertible {
    case notTheAddress
    /// The answer to another question, or nobody's.
    case otherState
    case refused(String)

    package var description: String {
      switch self {
      case .notTheAddress:
        "that is not the address that the browser came to: it holds code= and state="
      case .otherState: "that is the answer to another question; use the address shown last"
      case .refused(let words): "the provider gave no leave (\(words))"
      }
    }
  }

  /// The code in the address that the browser was sent back to, whole or from its `?` on.
  package func code(in address: String) throws(Fault) -> String {
    let address = address.trimmingCharacters(in: .whitespacesAndNewlines)
    let query = address.drop { $0 != "?" }
    // A form writes a blank as +.
    let text = (query.isEmpty ? "?\(address)" : String(query)).replacing("+", with: "%20")
    let items = URLComponents(string: text)?.queryItems ?? []
    func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
    guard let answered = value("state") else { throw .notTheAddress }
    guard SecretComparison.areEqual(answered, state) else { throw .otherState }
    if let error = value("error") {
      let words = [error, value("error_description")].compactMap(\.self).joined(separator: ": ")
      throw .refused(words.printable(longest: 300))
    }
    guard let code = value("code"), !code.isEmpty, !code.hasControlCharacters else {
      throw .notTheAddress
    }
    return code
  }

  /// Asks for the tokens that a code stands for.
  package func exchange(_ code: String, for client: OAuth2Client) throws -> TokenRequest {
    let secret = try Secret(code)
    return try TokenRequest(
      fields: [
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
        ("code_verifier", verifier.value),
      ], secrets: [secret, verifier]
    ).asked(by: client)
  }

  /// 43 letters that stand for 32 random bytes.
  private static func random() -> String {
    Data((0..<32).map { _ in UInt8.random(in: 0 ... .max) }).base64URL
  }
}
