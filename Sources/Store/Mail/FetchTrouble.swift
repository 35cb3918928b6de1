import Foundation

/// A mail that could not be fetched so far.
package struct FetchTrouble: Sendable, Hashable {
  package let uid: UInt32
  package let tries: Int
  package let lastError: String
  package let lastTryAt: Date
}
