import Records
import Store

/// The state of an installation, for programs: every verdict and state is there, with 0 where
/// nothing has it.
package struct StatusRow: Encodable, Sendable {
  package struct Totals: Encodable, Sendable {
    package let documents: Int
    package let bytes: Int64
  }

  package let healthy: Bool
  package let mailboxes: [MailboxHealthRow]
  package let mails: CountsRow<MailVerdict>
  package let reminders: CountsRow<ReminderState>
  package let store: Totals

  package init(_ health: Health) {
    healthy = health.isHealthy
    mailboxes = health.mailboxes.map(MailboxHealthRow.init)
    mails = CountsRow(health.mails)
    reminders = CountsRow(health.reminding.totals)
    store = Totals(documents: health.documents, bytes: health.bytes)
  }
}
