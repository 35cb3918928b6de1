import Records

/// The outcome of a mail that came by hand: a row for each company that the mail was for.
package struct AddedMail: Sendable {
  /// A loss of the mail's bytes, with its cause: the giver must keep the mail.
  package enum Loss: Sendable, Hashable {
    /// The mail itself can't be taken.
    case refused(MailReason)
    /// Another try may end otherwise.
    case failed(MailReason)

    init?(_ mail: Mail) {
      switch mail.verdict {
      case .tooLarge: self = .refused(mail.reason)
      case .failed where !mail.hasRaw: self = .failed(mail.reason)
      default: return nil
      }
    }
  }

  package let rows: [MailRow]
  /// Nil where all is kept.
  package let loss: Loss?
}
