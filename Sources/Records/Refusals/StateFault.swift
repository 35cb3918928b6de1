/// A record that is not in the state for what was asked.
package enum StateFault: Sendable, Hashable {
  case taskIsDone
  case taskWasCancelled
  case wasRemoved(email: String)
  /// The company has its Mini-CRM switched off.
  case switchedOff
  case notFailed(ReminderState)
  case beingSent
  /// The task of a reminder has ended, was moved, or is somebody else's.
  case taskChanged
}
