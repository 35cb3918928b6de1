import Records

/// Mails that are committed together, and how far they bring their folder.
package struct IngestGroup: Sendable {
  /// Nil for mails that came by hand.
  package var folder: MailboxFolderID?
  /// The new position: every UID below is settled. Nil leaves it.
  package var nextUID: UInt32?
  /// Nil when the server's copies are left alone.
  package var after: AfterVerdict?
  package var mails: [IncomingMail]
  /// A mail that breaks a rule becomes `failed` with its contents. Else the mail is given back to
  /// the caller, who still has its bytes.
  package var failsRefused: Bool

  package init(
    folder: MailboxFolderID? = nil, nextUID: UInt32? = nil, after: AfterVerdict? = nil,
    mails: [IncomingMail], failsRefused: Bool = true
  ) {
    self.folder = folder
    self.nextUID = nextUID
    self.after = after
    self.mails = mails
    self.failsRefused = failsRefused
  }
}
