/// Mails that are committed together, and how far they bring their mailbox.
package struct IngestGroup: Sendable {
  /// Nil for mails that came by hand.
  package var mailbox: String?
  package var uidValidity: UInt32?
  /// The new position: every UID below is settled. Nil leaves it.
  package var nextUID: UInt32?
  /// Nil when the server's copies are left alone.
  package var after: AfterVerdict?
  package var mails: [IncomingMail]

  package init(
    mailbox: String? = nil, uidValidity: UInt32? = nil, nextUID: UInt32? = nil,
    after: AfterVerdict? = nil, mails: [IncomingMail]
  ) {
    self.mailbox = mailbox
    self.uidValidity = uidValidity
    self.nextUID = nextUID
    self.after = after
    self.mails = mails
  }
}
