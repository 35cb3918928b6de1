/// How far a mailbox's present folder has been worked through.
package struct MailboxPosition: Sendable, Hashable {
  package let folder: MailboxFolderID
  package let uidValidity: UInt32
  /// Every UID below is settled.
  package let nextUID: UInt32
}
