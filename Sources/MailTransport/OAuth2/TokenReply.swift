import Foundation
import Platform

/// The tokens that a token server gave (RFC 6749 section 5.1).
package struct TokenGrant: Sendable, Equatable {
  package let accessToken: String
  /// Seconds.
  let lifetime: TimeInterval
  /// Nil where the one before stays good.
  package let refreshToken: String?
}

/// Why a token server gives none, by its own word (RFC 6749 section 5.2).
package struct TokenRefusal: Error, Sendable, Equatable {
  /// `invalid_grant`, say.
  package let code: String
  /// For people; may be empty.
  let description: String

  var words: String { description.isEmpty ? code : "\(code): \(description)" }
}

/// A token server's answer, read.
enum TokenReply {
  case granted(TokenGrant)
  case refused(TokenRefusal)
  /// Anything else, in words.
  case unusable(String)

  /// The life of a token whose server doesn't tell one, in seconds.
  private static let usualLifetime: TimeInterval = 600
  private static let longestLifetime: TimeInterval = 30 * 86_400
  /// The longest token that commands and stored files have room for, in bytes.
  private static let longestToken = 48 << 10
  /// The longest description, in characters.
  private static let longestDescription = 300

  init(_ reply: HTTPReply) {
    let body = try? JSONDecoder().decode(Body.self, from: Data(reply.body))
    if let code = body?.error, !code.isEmpty, reply.status != 200 || body?.accessToken == nil {
      self = .refused(
        TokenRefusal(
          code: code.printable(longest: 100), description: Self.shortened(body?.description)))
      return
    }
    guard reply.status == 200, let body, let token = body.accessToken else {
      self = .unusable("the answer has the status \(reply.status) and no token")
      return
    }
    let tokens = [token, body.refreshToken].compactMap(\.self)
    guard tokens.allSatisfy(Self.isToken) else {
      self = .unusable("the answer holds a token that no mail server could be given")
      return
    }
    if let type = body.tokenType, type.lowercased() != "bearer" {
      self = .unusable("the answer holds a token of type \(type.printable(longest: 40))")
      return
    }
    let lifetime = body.expiresIn.map { min(max(1, $0), Self.longestLifetime) }
    self = .granted(
      TokenGrant(
        accessToken: token, lifetime: lifetime ?? Self.usualLifetime,
        refreshToken: body.refreshToken))
  }

  /// Printable ASCII without spaces (RFC 6749 appendix A.12), which needs no quoting anywhere.
  private static func isToken(_ token: String) -> Bool {
    (1...longestToken).contains(token.utf8.count)
      && token.utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }

  /// The first line: Microsoft's further ones hold the ids of their own trace.
  private static func shortened(_ description: String?) -> String {
    let text = description ?? ""
    let line = text.prefix { !$0.isNewline }
    let end = line.range(of: " Trace ID:")?.lowerBound ?? line.endIndex
    return String(line[..<end]).printable(longest: longestDescription)
  }

  private struct Body: Decodable {
    let accessToken: String?
    let refreshToken: String?
    let tokenType: String?
    let expiresIn: TimeInterval?
    let error: String?
    let description: String?

    enum CodingKeys: String, CodingKey {
      case accessToken = "access_token"
      case refreshToken = "refresh_token"
      case tokenType = "token_type"
      case expiresIn = "expires_in"
      case error
      case description = "error_description"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      func text(_ key: CodingKeys) -> String? { try? members.decode(String.self, forKey: key) }
      accessToken = text(.accessToken)
      refreshToken = text(.refreshToken).flatMap { $0.isEmpty ? nil : $0 }
      tokenType = text(.tokenType)
      // Some servers give the number as a text.
      let number = try? members.decode(Double.self, forKey: .expiresIn)
      expiresIn = (number ?? text(.expiresIn).flatMap(Double.init)).flatMap {
        $0.isFinite ? $0 : nil
      }
      error = text(.error)
      description = text(.description)
    }
  }
}
