import Application
import Foundation
import Records
import Store

extension Health {
  /// For a collector of metrics. The names are stable.
  var metrics: String {
    var text = OpenMetricsText()
    text.gauge(
      "minicrm_healthy", "Whether nothing needs an operator.",
      [OpenMetricsText.Sample(isHealthy ? 1 : 0)])
    text.gauge(
      "minicrm_status_timestamp_seconds", unit: "seconds", "When this was written.",
      [OpenMetricsText.Sample(checkedAt.wholeSeconds)])
    addMailboxes(to: &text)
    text.gauge(
      "minicrm_mails", "Mails by what became of them.",
      MailVerdict.allCases.map {
        OpenMetricsText.Sample(Int64(mails[$0] ?? 0), ("verdict", $0.rawValue))
      })
    addReminders(to: &text)
    text.gauge(
      "minicrm_serving", "Whether a process serves the pages.",
      [OpenMetricsText.Sample(isServing ? 1 : 0)])
    text.gauge("minicrm_documents", "Documents.", [OpenMetricsText.Sample(Int64(documents))])
    text.gauge(
      "minicrm_document_bytes", unit: "bytes", "Distinct contents of documents.",
      [OpenMetricsText.Sample(bytes)])
    text.gauge(
      "minicrm_damaged_contents", "Contents of documents and kept mails that scrubs found damaged.",
      [OpenMetricsText.Sample(Int64(damaged.count))])
    text.counter(
      "minicrm_log_entries", "Entries of all customer logs.", Int64(logEntries))
    text.gauge(
      "minicrm_disk_available_bytes", unit: "bytes", "Space left for the store.",
      [OpenMetricsText.Sample(disk.availableBytes)])
    return text.text
  }

  private func addMailboxes(to text: inout OpenMetricsText) {
    text.gauge(
      "minicrm_mailbox_connected", "Whether the ingest is connected to the mailbox.",
      perMailbox { $0.isConnected ? 1 : 0 })
    text.gauge(
      "minicrm_mailbox_failing", "Whether the last look into the mailbox failed.",
      perMailbox { $0.state?.currentError == nil ? 0 : 1 })
    text.gauge(
      "minicrm_mailbox_last_success_timestamp_seconds", unit: "seconds",
      "When every mail of the mailbox was last settled.",
      perMailbox { $0.state?.lastSuccess?.wholeSeconds })
    text.gauge(
      "minicrm_mailbox_waiting_mails", "Mails on the server without a verdict.",
      perMailbox { $0.state?.waiting.map(Int64.init) })
    text.gauge(
      "minicrm_mailbox_waiting_actions", "Mails that are still to be moved, flagged or deleted.",
      perMailbox { $0.state.map { Int64($0.waitingActions) } })
  }

  /// A sample a mailbox, but for those where there is nothing to tell.
  private func perMailbox(_ value: (MailboxHealth) -> Int64?) -> [OpenMetricsText.Sample] {
    mailboxes.compactMap { mailbox in
      value(mailbox).map { OpenMetricsText.Sample($0, ("mailbox", mailbox.name)) }
    }
  }

  private func addReminders(to text: inout OpenMetricsText) {
    text.gauge(
      "minicrm_reminders", "Reminders by their state.",
      ReminderState.allCases.map {
        OpenMetricsText.Sample(Int64(reminding.totals[$0] ?? 0), ("state", $0.rawValue))
      })
    text.gauge(
      "minicrm_reminders_overdue", "Reminders that nobody has tried to send in time.",
      [OpenMetricsText.Sample(Int64(reminding.state.overdue))])
    text.gauge(
      "minicrm_notices_failed_in_a_day", "Mails to people refused for good within a day.",
      [OpenMetricsText.Sample(Int64(reminding.state.failedNotices))])
    text.gauge(
      "minicrm_reminding", "Whether a worker that sends reminders runs.",
      [OpenMetricsText.Sample(reminding.isAtWork ? 1 : 0)])
    text.gauge(
      "minicrm_sending_trouble", "Whether something keeps all reminders from being sent.",
      [OpenMetricsText.Sample(reminding.state.trouble == nil ? 0 : 1)])
  }
}

extension Date {
  /// Since 1970.
  fileprivate var wholeSeconds: Int64 { storedSeconds }
}
