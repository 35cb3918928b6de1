import Foundation
import Platform
import Records

/// An attempt to log in, as it comes from a browser, without the password.
package struct LogInRequest: Sendable {
  /// As somebody typed it.
  package let email: String
  /// The network address that it comes from.
  package let peer: String
  /// The browser's cookie, which it has from an earlier log-in.
  package let browser: SecretToken?

  package init(email: String, peer: String, browser: SecretToken?) {
    self.email = email
    self.peer = peer
    self.browser = browser
  }

  var emailKey: String { FieldRule.emailKey(email) }
}

/// An attempt that may go on: it is counted as failed until it succeeds, so that attempts side by
/// side are no more than those one after the other.
package struct CountedLogIn: Sendable {
  /// Nil where nobody has the address.
  package let logIn: LogInID?
  package let password: PasswordHash?
  let failures: [Int64]
}

/// The fate of an attempt before its password is looked at.
package enum LogInChance: Sendable {
  case counted(CountedLogIn)
  /// Too many have failed.
  case tooMany(until: Date)
}
