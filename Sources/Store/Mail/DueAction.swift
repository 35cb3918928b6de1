/// Something that is still to be done with the server's copy of a settled mail.
package struct DueAction: Sendable, Hashable {
  package let uid: UInt32
  package let action: MailboxAction
  /// Tries that failed so far.
  package let tries: Int
}
