import MailTransport
import Records

/// What was read of one group's arrival.
struct ReadArrival: Sendable {
  let mails: [IncomingMail]
  let uids: [UID]
  /// What ended the fetch early.
  let failure: IMAPError?
  /// Whom to ask for alone, and why.
  let suspects: [UID: MailReason]
}
