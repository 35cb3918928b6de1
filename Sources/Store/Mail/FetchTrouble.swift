import Foundation

/// A mail that could not be fetched so far.
package struct FetchTrouble: Sendable, Hashable {
  package let uid: UInt32
  /// How often it was asked for alone.
  package let tries: Int
  /// In how many runs.
  package let runs: Int
  package let lastError: String
  package let firstTryAt: Date
  package let lastTryAt: Date

  package init(
    uid: UInt32, tries: Int, runs: Int = 1, lastError: String, firstTryAt: Date, lastTryAt: Date
  ) {
    self.uid = uid
    self.tries = tries
    self.runs = runs
    self.lastError = lastError
    self.firstTryAt = firstTryAt
    self.lastTryAt = lastTryAt
  }
}
