import Records

/// What became of a mail that came by hand: a row for each company that it was for.
package struct AddedMail: Sendable {
  /// Why nobody has the mail's bytes, in words: whoever gave the mail must keep it.
  package enum Loss: Sendable, Hashable {
    /// The mail itself can't be taken.
    case refused(String)
    /// Another try may end otherwise.
    case failed(String)

    init?(_ mail: Mail) {
      switch mail.verdict {
      case .tooLarge: self = .refused(mail.reason.description)
      case .failed where !mail.hasRaw: self = .failed(mail.reason.description)
      default: return nil
      }
    }
  }

  package let rows: [MailRow]
  /// Nil where all is kept.
  package let loss: Loss?
}
