import Foundation
import Records

/// A mail that could not be fetched so far.
package struct FetchTrouble: Sendable, Hashable {
  package let uid: UInt32
  /// The number of times that the mail was asked for alone.
  package let tries: Int
  /// In how many runs.
  package let runs: Int
  /// The reason of the last failure.
  package let reason: MailReason
  package let firstTryAt: Date
  package let lastTryAt: Date

  package init(
    uid: UInt32, tries: Int, runs: Int = 1, reason: MailReason, firstTryAt: Date, lastTryAt: Date
  ) {
    self.uid = uid
    self.tries = tries
    self.runs = runs
    self.reason = reason
    self.firstTryAt = firstTryAt
    self.lastTryAt = lastTryAt
  }
}
