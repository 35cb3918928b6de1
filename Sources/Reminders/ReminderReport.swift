import MailTransport
import Platform

/// The ears of those to whom the reminder worker tells of itself.
package struct ReminderReport: Sendable {
  /// Hears of the worker's own waits.
  package let sign: LifeSign
  /// Hears of the waits of its connections, which are side by side: the longest counts.
  package let connectionSign: LifeSign
  /// Hears what the worker begins to do.
  package let activity: @Sendable (ReminderActivity) async -> Void

  package init(
    sign: @escaping LifeSign, connectionSign: @escaping LifeSign,
    activity: @escaping @Sendable (ReminderActivity) async -> Void
  ) {
    self.sign = sign
    self.connectionSign = connectionSign
    self.activity = activity
  }

  /// Nobody listens.
  package static let unheard = ReminderReport(
    sign: { _ in }, connectionSign: { _ in }, activity: { _ in })
}
