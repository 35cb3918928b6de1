import Foundation
import Platform

/// A request to a token server, as the fields of a form.
package struct TokenRequest: Sendable {
  typealias Field = (name: String, value: String)

  let fields: [Field]
  /// The secrets that an error must not show, though the server may quote them.
  let secrets: [Secret]

  init(fields: [Field], secrets: [Secret]) {
    self.fields = fields
    self.secrets = secrets
  }

  /// For an access token by the client's own grant. `now` is by the server's clock, as far as it is
  /// known.
  static func renewal(
    of client: OAuth2Client, _ refreshToken: Secret?, now: Date
  ) throws -> TokenRequest {
    let scope: [Field] = client.scope.map { [("scope", $0)] } ?? []
    let (grant, own): ([Field], [Secret])
    switch client.grant {
    case .clientCredentials:
      (grant, own) = ([("grant_type", "client_credentials")], [])
    case .refreshToken:
      let token = refreshToken?.value ?? ""
      (grant, own) = (
        [("grant_type", "refresh_token"), ("refresh_token", token)],
        [refreshToken].compactMap(\.self)
      )
    case .jwtBearer:
      let assertion = try Secret(SignedStatement(of: client, now: now).text)
      let fields: [Field] = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        ("assertion", assertion.value),
      ]
      // The scope is part of the statement.
      return try TokenRequest(fields: fields, secrets: [assertion]).asked(by: client)
    }
    return try TokenRequest(fields: grant + scope, secrets: own).asked(by: client)
  }

  /// With who asks.
  func asked(by client: OAuth2Client) throws -> TokenRequest {
    let secret = try client.clientSecret?()
    let id: [Field] = client.clientID.map { [("client_id", $0)] } ?? []
    let proof: [Field] = secret.map { [("client_secret", $0.value)] } ?? []
    return TokenRequest(
      fields: fields + id + proof, secrets: secrets + [secret].compactMap(\.self))
  }

  /// The text without the secrets that were sent.
  func removingSecrets(from text: String) -> String {
    secrets.reduce(text) { $1.removed(from: $0) }
  }
}

/// A statement of who asks for whose mailbox, signed with a private key: a JSON Web Token (RFC
/// 7519) by RS256 (RFC 7523 section 3).
struct SignedStatement {
  /// Seconds; Google takes an hour at most.
  private static let lifetime: TimeInterval = 3_600

  let text: String

  init(of client: OAuth2Client, now: Date) throws {
    guard let key = try client.signingKey?(),
      let issuer = client.issuer ?? key.issuer ?? client.clientID
    else {
      throw EndpointError(
        "the settings name no private key, or nobody who signs",
        suggestion: "give privateKey and issuer")
    }
    let issued = Int(now.timeIntervalSince1970)
    var claims: [String: any Encodable] = [
      "iss": issuer, "sub": client.tokenSubject ?? client.account, "aud": client.endpoint.url,
      "iat": issued, "exp": issued + Int(Self.lifetime),
    ]
    if let scope = client.scope { claims["scope"] = scope }
    let header = try Self.encoded(["alg": "RS256", "typ": "JWT"])
    let signed = try "\(header).\(Self.encoded(claims))"
    let signature = try RSASignature.sign(Array(signed.utf8), withKey: key.pem)
    text = "\(signed).\(Data(signature).base64URL)"
  }

  private static func encoded(_ object: [String: any Encodable]) throws -> String {
    try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]).base64URL
  }
}

extension Data {
  /// Base64 for URLs, without padding (RFC 4648 section 5).
  var base64URL: String {
    base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }
}
