/// A record that is not in the state for what was asked.
package enum StateFault: Sendable, Hashable {
  case taskIsDone
  case taskWasCancelled
  case wasRemoved(email: String)
  case switchedOff
  case notFailed(ReminderState)
  case beingSent
  case taskChanged
}
