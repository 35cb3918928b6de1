import MailTransport
import Platform

/// The ears of those to whom a mailbox's watch tells of itself.
package struct MailboxReport: Sendable {
  /// Hears of every wait, and of progress.
  package let sign: LifeSign
  /// Hears what the watch begins to do.
  package let activity: @Sendable (MailboxActivity) async -> Void

  package init(
    sign: @escaping LifeSign, activity: @escaping @Sendable (MailboxActivity) async -> Void
  ) {
    self.sign = sign
    self.activity = activity
  }

  /// Nobody listens.
  package static let unheard = MailboxReport(sign: { _ in }, activity: { _ in })
}
