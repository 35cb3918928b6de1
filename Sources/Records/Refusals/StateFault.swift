/// A record that is not in the state for what was asked.
package enum StateFault: Sendable, Hashable {
  case taskIsDone
  case taskWasCancelled
  case wasRemoved(email: String)
  /// The record was merged into another one.
  case wasMerged(into: Int64)
  /// A record can't be merged into itself, or into what was merged into it.
  case isItself
  /// The record was archived: nothing is merged into it.
  case isArchived
  /// Something hangs on the group: so many groups, documents and tasks.
  case groupInUse(groups: Int, documents: Int, tasks: Int)
  /// The document may not be removed yet.
  case isKept(until: CivilDate)
  /// The data of the person, or of the contact, were erased for good.
  case wasErased
  /// The company has its Mini-CRM switched off.
  case switchedOff
  case notFailed(ReminderState)
  case beingSent
  /// The task of a reminder has ended, was moved, or is somebody else's.
  case taskChanged
  /// The record was changed after the change that is to be undone.
  case changedSince
  /// Nobody else could administer the company.
  case lastAdmin
  /// The installation has no server that mail is sent by.
  case sendsNoMail
  /// The installation has no addresses that mail comes to.
  case takesNoMail
  /// No change that can be undone.
  case notUndoable
}
