/// What became of messages that were to leave the folder.
package enum MoveOutcome: Sendable, Equatable {
  /// They are gone from the folder.
  case moved
  /// They are where they should be, but stay in the folder too, marked \Deleted unless that was
  /// refused, for this reason.
  case leftDeleted(reason: String)
}

/// What became of messages that were to be deleted.
package enum DeleteOutcome: Sendable, Equatable {
  case deleted
  /// They stay in the folder, marked \Deleted, for this reason.
  case leftDeleted(reason: String)
}
