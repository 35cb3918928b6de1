/// What became of messages that were to leave the folder.
package enum MoveOutcome: Sendable, Equatable {
  /// They are gone from the folder.
  case moved
  /// They are where they should be, but stay in the folder too, marked \Deleted, for this reason.
  case leftDeleted(reason: String)
  /// All are where they should be; to delete them, or some, in the folder was refused: this reason.
  case copied(reason: String)
}

/// What became of messages that were to be deleted.
package enum DeleteOutcome: Sendable, Equatable {
  case deleted
  /// They stay in the folder, marked \Deleted, for this reason.
  case leftDeleted(reason: String)
}
