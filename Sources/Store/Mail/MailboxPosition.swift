import Foundation
import Records

/// The position of the ingest in a mailbox's present folder.
package struct MailboxPosition: Sendable, Hashable {
  package let folder: MailboxFolderID
  package let uidValidity: UInt32
  /// Every UID below is settled.
  package let nextUID: UInt32
  /// When all UIDs of the folder were last compared with the verdicts; nil when they never were.
  package let comparedAt: Date?

  /// The same, of a folder that is to be compared as a whole.
  package var uncompared: MailboxPosition {
    MailboxPosition(folder: folder, uidValidity: uidValidity, nextUID: nextUID, comparedAt: nil)
  }
}
