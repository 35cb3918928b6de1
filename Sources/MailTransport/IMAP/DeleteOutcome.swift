/// The end of messages that were to be deleted.
package enum DeleteOutcome: Sendable, Equatable {
  case deleted
  /// They stay in the folder, marked \Deleted, for this reason.
  case leftDeleted(reason: String)
}
