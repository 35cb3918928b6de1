import Foundation

/// A fact about the machine's clock and time zones.
package enum MachineFact: Sendable, Hashable {
  case clock(now: Date)
  case clockLoose(now: Date)
  /// A mailbox was read in what is the future by now.
  case clockBack(now: Date, read: Date)
  case serversClock(secondsAway: Int)
  case zones([String])
  case zonesUnknown([String])
}
