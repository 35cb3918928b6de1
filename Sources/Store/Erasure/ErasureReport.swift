import Foundation

/// What an erasure changed, and where the data may still be.
package struct ErasureReport: Sendable, Hashable {
  /// False when the record was erased before; its counts are then of what was found now.
  package internal(set) var isFirst = true
  /// Entries of the log that lost their text.
  package internal(set) var entries = 0
  package internal(set) var tasks = 0
  package internal(set) var documents = 0
  package internal(set) var mails = 0
  /// Raw bytes of mails that were let go of.
  package internal(set) var discarded = 0
  package internal(set) var remains = ErasureRemains()

  /// Whether anything was found.
  var isEmpty: Bool { entries + tasks + documents + mails + discarded == 0 }
}

/// What an erasure leaves to the operator.
package struct ErasureRemains: Sendable, Hashable {
  /// Backups taken before, by their directories.
  package internal(set) var backups: [TakenBackup] = []
  /// Mails of no company from the addresses, whose bytes are kept until somebody decides.
  package internal(set) var undecided: [MailID] = []
}

/// Where a backup was made, and when last.
package struct TakenBackup: Sendable, Hashable {
  package let directory: String
  package let takenAt: Date
}
