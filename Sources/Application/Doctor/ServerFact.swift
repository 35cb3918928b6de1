import Foundation

/// A fact about a mail server of either kind.
package enum ServerFact: Sendable {
  case connected(host: String, port: Int, certificate: Certificate?)
  case loggedIn(username: String, Token)

  /// The end of a server's certificate, and the whole days until then.
  package struct Certificate: Sendable, Hashable {
    package let end: Date
    package let days: Int
    /// The certificate should have been replaced by now.
    package let endsSoon: Bool
  }

  package enum Token: Sendable {
    /// The login goes by a password.
    case none
    /// Nil where the token server didn't tell the end.
    case good(until: Date?)
    case unreadable(any Error)
  }
}
