import ArgumentParser
import Daemon
import Foundation
import Logging
import Reminders
import Store

/// `minicrm remind`
struct RemindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remind",
    abstract: "Send the reminders of tasks by mail.",
    discussion: """
      Runs until SIGTERM or SIGINT. With --once it sends what is due and exits: 0 when everything \
      due was handed over or refused for good, 1 while something waits for another try. Example: \
      minicrm remind --once
      """)
  @OptionGroup var options: SettingsOptions
  @Flag(help: "Send what is due and exit.") var once = false

  func run() async throws {
    let place = try await Workplace(options)
    let logger = Logger(label: "minicrm") { _ in LineLogHandler() }
    let watch = try place.reminderWatch(logger)
    if once {
      try await watch.sendOnce()
      try await place.complainAboutWaiting()
    } else {
      try await DaemonLife(logger: logger).run(
        saying: "sending reminders", [{ await watch.runUntilCancelled() }])
      logger.notice("stopped")
    }
  }
}

extension Workplace {
  fileprivate func reminderWatch(_ logger: Logger) throws -> ReminderWatch {
    let smtp = try settings.sending()
    let run = ReminderRun(
      store: store, from: smtp.sender, connections: smtp.connections, logger: logger,
      now: { Date() }, endpoint: { try smtp.endpoint() })
    return ReminderWatch(run, store: store, logger: logger, now: { Date() })
  }

  fileprivate func complainAboutWaiting() async throws {
    // What is being sent now is in the hands of another worker, which tells of it.
    let waiting = try await store.reminderTotals()[.retrying] ?? 0
    guard waiting == 0 else {
      throw Failure(
        "\(waiting) reminders wait for another try; minicrm reminder list --state retrying shows "
          + "what the server said")
    }
  }
}
