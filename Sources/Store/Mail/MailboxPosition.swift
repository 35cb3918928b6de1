/// How far a mailbox has been worked through.
package struct MailboxPosition: Sendable, Hashable {
  package let uidValidity: UInt32
  /// Every UID below is settled.
  package let nextUID: UInt32
}
