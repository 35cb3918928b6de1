import MailTransport
import Records

/// One stretch of the way that a trial's mail has come, and how long that took.
package enum AddressHop: Sendable {
  /// The server for outgoing mail has it.
  case sent(address: String, SMTPOutcome, took: Duration)
  /// The mail has a verdict.
  case received(Mail, took: Duration)
  /// The mail is a document; the store knows the mail as a test's unless the token was lost on the
  /// way.
  case filed(DocumentID, isKnown: Bool, took: Duration)
}
