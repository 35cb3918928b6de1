/// The changes of an erasure, and the places where the data may still be.
package struct ErasureReport: Sendable, Hashable, Codable {
  /// False when the record was erased before; its counts are then of what was found now.
  package internal(set) var isFirst = true
  /// Entries of the log that lost their text, or a name in it.
  package internal(set) var entries = 0
  /// Entries among them that are about others than the subject.
  package internal(set) var others = 0
  /// Entries among them that lost a name only.
  package internal(set) var masked = 0
  package internal(set) var tasks = 0
  package internal(set) var documents = 0
  package internal(set) var groups = 0
  package internal(set) var mails = 0
  /// Raw bytes of mails that were let go of.
  package internal(set) var discarded = 0
  package internal(set) var remains = ErasureRemains()
  /// For each further name the texts about others that it was found in, and the subject's own names
  /// were not.
  package internal(set) var reached: [String: Int] = [:]

  /// The erasure found nothing.
  var isEmpty: Bool { entries + tasks + documents + groups + mails + discarded == 0 }

  /// The counts that a journal keeps as they are; see `ErasureJournal.Done`.
  private enum CodingKeys: CodingKey {
    case isFirst, entries, others, masked, tasks, documents, groups, mails, discarded
  }
}
