import ArgumentParser
import Daemon
import Foundation
import Logging
import MailTransport
import Reminders
import SQLiteEngine
import Store

/// `minicrm remind`
struct RemindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remind",
    abstract: "Send the reminders of tasks by mail.",
    discussion: """
      Runs until SIGTERM or SIGINT; SIGHUP makes it read the settings again. With --once it sends \
      what is due and exits: 0 when everything due was handed over or refused for good, 1 while \
      something waits for another try. Example: minicrm remind --once
      """)
  @OptionGroup var options: SettingsOptions
  @Flag(help: "Send what is due and exit.") var once = false
  @OptionGroup var condition: StartCondition

  func run() async throws {
    if condition.isAsked { return try condition.answer(options, "smtp") { $0.smtp != nil } }
    let logger = Logger(label: "minicrm") { _ in LineLogHandler() }
    if once {
      let installation = try await OpenInstallation(options, making: .ifEmpty)
      let smtp = try installation.settings.sending()
      try await installation.reminderWatch(smtp, smtp.access, logger).sendOnce()
      try await installation.complainAboutWaiting()
    } else {
      let pauses = ServerPauses()
      try await DaemonLife(logger: logger).run { try await work(pauses, logger) }
    }
  }

  /// The work that the settings ask for, as they are now.
  private func work(_ pauses: ServerPauses, _ logger: Logger) async throws -> DaemonWork {
    let signs = LifeSigns()
    let installation = try await OpenInstallation(
      options, making: .ifEmpty, patience: .ofDaemon(signs, logger))
    let smtp = try installation.settings.sending()
    let access = smtp.access
    return DaemonWork(
      saying: "sending reminders",
      [
        DaemonPart("reminders") { report in
          signs.add(report)
          let watch = installation.reminderWatch(
            smtp, access, logger, ReminderReport(report), pauses)
          let renewal = TokenRenewal(of: access.source, logger, now: { Date() })
          try await TokenRenewal.beside(renewal) { try await watch.runUntilCancelled() }
        }
      ])
  }
}

extension OpenInstallation {
  fileprivate func reminderWatch(
    _ smtp: SMTPSettings, _ access: SMTPAccess, _ logger: Logger,
    _ report: ReminderReport = .unheard, _ pauses: ServerPauses = ServerPauses()
  ) -> ReminderWatch {
    let run = ReminderRun(
      store: store, from: smtp.sender, connections: smtp.connections, logger: logger,
      now: { Date() }, access: access, report: report)
    return ReminderWatch(
      run, store: store, logger: logger, now: { Date() }, report: report, login: smtp.account,
      serverPauses: pauses)
  }

  fileprivate func complainAboutWaiting() async throws {
    // Another worker has the reminders that are being sent now, and tells of them.
    let waiting = try await store.reminderTotals()[.retrying] ?? 0
    guard waiting == 0 else {
      throw Failure(
        .unreachable,
        "\(waiting) reminders wait for another try; minicrm reminder list --state retrying shows "
          + "what the server said")
    }
  }
}

extension ReminderReport {
  fileprivate init(_ report: PartReport) {
    self.init(
      sign: { report.sign(waiting: $0) }, connectionSign: { report.signBesideOthers(waiting: $0) },
      activity: { await report.doing($0.description) })
  }
}
