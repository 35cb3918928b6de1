import Foundation

/// A private key by which statements are signed.
package struct SigningKey: Sendable {
  /// The text of a PEM file.
  let pem: String
  /// The one who signs by the key, where the key's file tells.
  let issuer: String?

  /// `file` is a PEM file's text, or that of a service account's JSON as Google hands it out.
  package init(file: String) throws(EndpointError) {
    guard file.first(where: { !$0.isWhitespace }) == "{" else {
      (pem, issuer) = (file, nil)
      return
    }
    guard let account = try? JSONDecoder().decode(Account.self, from: Data(file.utf8)) else {
      throw EndpointError(
        "privateKey's JSON holds no private_key", suggestion: "use the service account's own file")
    }
    (pem, issuer) = (account.key, account.email)
  }

  private struct Account: Decodable {
    let key: String
    let email: String?

    enum CodingKeys: String, CodingKey {
      case key = "private_key"
      case email = "client_email"
    }
  }
}
