import MailTransport
import Platform

/// A fact about the mail that goes through the whole circle.
package enum CircleFact: Sendable {
  /// The settings lack an address, a mailbox or a server for outgoing mail.
  case notConfigured
  case ofAnotherUser(SystemUser)
  case noMailboxOpen
  case notTaken(address: String, SMTPTrouble)
  case lost(address: String, within: Duration)
  case arrived(mailbox: String, seconds: Double)
  /// The mail could not be taken out of the mailbox again; the words are the cause.
  case leftover(String)
}
