import Foundation

/// The state of a mailbox, as the status shows it.
package struct MailboxState: Sendable, Hashable {
  package let name: String
  /// Nil until its folder was opened for the first time.
  package let position: MailboxPosition?
  package let lastSuccess: Date?
  /// The error since the last success.
  package let lastError: String?
  package let lastErrorAt: Date?
  /// When the first of the errors since then was.
  package let failingSince: Date?
  /// When its folder was last listed, or mails of it were last filed.
  package let progressAt: Date?
  /// Messages on the server without a verdict, as far as it is known; nil before the first look.
  package let waiting: Int?
  /// Actions on the server's copies in the present folder that have not been done yet.
  package let waitingActions: Int
}
