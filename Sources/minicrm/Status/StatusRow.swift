import Application
import Store

/// How an installation is, for programs: every verdict and state is there, with 0 where there is none
/// of it.
struct StatusRow: PrintedRow {
  struct Totals: Encodable, Sendable {
    let documents: Int
    let bytes: Int64
  }

  let healthy: Bool
  let mailboxes: [MailboxHealthRow]
  let mails: CountsRow<MailVerdict>
  let reminders: CountsRow<ReminderState>
  let store: Totals

  init(_ health: Health) {
    healthy = health.isHealthy
    mailboxes = health.mailboxes.map(MailboxHealthRow.init)
    mails = CountsRow(health.mails)
    reminders = CountsRow(health.reminding.totals)
    store = Totals(documents: health.documents, bytes: health.bytes)
  }
}
