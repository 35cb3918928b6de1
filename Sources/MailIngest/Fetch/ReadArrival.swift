import MailTransport
import Records

/// The arrival of one group, read.
struct ReadArrival: Sendable {
  let mails: [IncomingMail]
  let uids: [UID]
  /// The reason why the fetch ended early.
  let failure: IMAPError?
  /// The messages to ask for alone, and why.
  let suspects: [UID: MailReason]
}
