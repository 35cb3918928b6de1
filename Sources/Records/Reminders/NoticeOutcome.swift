import Foundation

/// The outcome of handing a notice over.
package enum NoticeOutcome: Sendable, Hashable {
  /// Accepted.
  case sent(reply: String)
  /// Refused for now: to be tried again. `jitter` is a random number from 0 to 1.
  case refusedForNow(reply: String, jitter: Double)
  /// All of it was sent, and the answer was lost: to be tried again, but not many times.
  case unanswered(reply: String, jitter: Double)
  /// Refused for good.
  case refused(reply: String)
  /// Not tried, or not the notice's fault (server-wide trouble): no try is counted. `until` is when
  /// it may be taken again.
  case givenBack(until: Date)
}

/// An outcome as the store recorded it.
package struct RecordedOutcome: Sendable, Hashable {
  /// The notice's state now.
  package let state: ReminderState
  /// When it is tried again, if it is.
  package let nextTry: Date?

  package init(state: ReminderState, nextTry: Date?) {
    self.state = state
    self.nextTry = nextTry
  }
}
