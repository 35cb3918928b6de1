import Foundation
import Platform
import Records

/// A test of a company's address that is under way: a mail that carries a token, by which it is
/// known when it comes. The store has the token's digest only.
package struct AddressTest: Sendable, Hashable {
  /// The arrival of the test's mail.
  package struct Arrival: Sendable, Hashable {
    package let mail: Mail
    /// The mail's document was titled as a test and archived: the token came with the mail, in time
    /// and for the first time.
    package let isKnown: Bool
  }

  /// The field of the mail's header that carries the token.
  package static let headerField = "X-Minicrm-Test"

  /// For so long a mail is known, in seconds: longer than anybody waits for it, so that one that
  /// comes late is archived too.
  static let lasting: TimeInterval = 86_400

  package let token: String
  /// The last mail that was there before.
  let last: Int64

  /// By which the mail is known.
  package var digest: Digest { Self.digest(of: token) }

  package static func digest(of token: some StringProtocol) -> Digest {
    Digest(of: String(token))
  }
}
