import MailTransport
import Records

/// One stretch of the way that a trial's mail has come, and how long that took.
package enum AddressHop: Sendable {
  /// The server for outgoing mail has it.
  case sent(address: String, SMTPOutcome, took: Duration)
  /// It has a verdict.
  case received(Mail, took: Duration)
  /// It is a document; known as a test's unless its token was lost on the way.
  case filed(DocumentID, isKnown: Bool, took: Duration)
}
