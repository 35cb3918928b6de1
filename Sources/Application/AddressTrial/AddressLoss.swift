import MailTransport
import Records

/// After which hop a trial's mail was lost.
package enum AddressLoss: Sendable {
  /// A mailbox that is not read now.
  package struct UnreadMailbox: Sendable, Hashable {
    package let name: String
    /// The error of the last look into the mailbox; nil where nobody looks.
    package let error: String?
  }

  /// The server for outgoing mail didn't answer.
  case unanswered(within: Duration)
  /// The server that reminders go through didn't take the mail.
  case notTaken(SMTPTrouble)
  /// The server took the mail, and no mailbox got it.
  case nowhere(messageID: String, within: Duration, unread: [UnreadMailbox])
  /// The mail came, and is no document of the company.
  case unfiled(Mail)

  /// Nil where the mail was taken, or may have been.
  init?(_ outcome: SMTPOutcome) {
    switch outcome {
    case .accepted, .unknown: return nil
    case .temporary(let trouble), .permanent(let trouble): self = .notTaken(trouble)
    }
  }
}
