import Foundation
import Platform

/// Why a server doesn't take an access token: the JSON that it sends in base64 as a last challenge
/// (RFC 7628 section 3.2.2; XOAUTH2 has the same).
struct TokenChallenge: Equatable {
  /// In words, for people: `status invalid_token, scope mail`.
  let words: String

  /// Characters.
  private static let longest = 200

  /// Nil for other challenges.
  init?(base64: some StringProtocol) {
    guard let data = Data(base64Encoded: String(base64)),
      let members = try? JSONDecoder().decode([String: Member].self, from: data),
      members["status"] != nil
    else { return nil }
    words = ["status", "scope", "schemes"].compactMap { name in
      members[name]?.text.map { "\(name) \($0.printable(longest: Self.longest))" }
    }.joined(separator: ", ")
  }

  /// Google's status is text, others' a number; what else may be there is nobody's business.
  private struct Member: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text = (try? value.decode(String.self)) ?? (try? value.decode(Int.self)).map(String.init)
    }
  }
}
