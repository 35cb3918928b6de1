import Foundation

/// The time between a log-in and its end.
package enum Session {
  /// A session without use ends after so long, in seconds.
  package static let idle: TimeInterval = 12 * 3_600
  /// The longest time of a session, in seconds.
  package static let longest: TimeInterval = 30 * 86_400
  /// A use is written down when the one before is so old, in seconds.
  package static let noted: TimeInterval = 300
}

/// A session that begins.
package struct NewSession: Sendable {
  package let token = SecretToken.random()
  /// By which the browser is known when it logs in again.
  package let browser: SecretToken
  /// The session that the browser had before, which ends.
  package let replaced: SecretToken?

  package init(browser: SecretToken?, replacing replaced: SecretToken?) {
    self.browser = browser ?? .random()
    self.replaced = replaced
  }
}
