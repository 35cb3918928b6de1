import ArgumentParser
import Daemon
import Foundation
import Logging
import MailIngest

/// `minicrm ingest`
struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Read the mailboxes and turn attachments into documents.",
    discussion: """
      Runs until SIGTERM or SIGINT. With --once it drains every mailbox and exits: 0 when all \
      were drained, 1 naming each that could not be. Example: minicrm ingest --once --config \
      /etc/minicrm/minicrm.yaml
      """)
  @OptionGroup var options: SettingsOptions
  @Flag(help: "Drain every mailbox once and exit.") var once = false

  func run() async throws {
    let place = try await Workplace(options)
    let logger = Logger(label: "minicrm") { _ in LineLogHandler() }
    let watches = try place.watches(logger)
    if once {
      try await drainOnce(watches)
    } else {
      try await DaemonLife(logger: logger).run(
        saying: "reading \(watches.count) mailboxes",
        watches.map { watch in { await watch.runUntilCancelled() } })
      logger.notice("stopped")
    }
  }

  /// All side by side, so that one that hangs or fails delays no other.
  private func drainOnce(_ watches: [MailboxWatch]) async throws {
    let failures = await withTaskGroup(of: String?.self) { group in
      for watch in watches {
        group.addTask {
          do {
            try await watch.drainOnce()
            return nil
          } catch {
            return "\(error)"
          }
        }
      }
      return await group.reduce(into: [String]()) { list, failure in
        if let failure { list.append(failure) }
      }
    }
    if !failures.isEmpty { throw Failure(failures.sorted().joined(separator: "\nminicrm: ")) }
  }
}

extension Workplace {
  /// One watch a mailbox, each with a filing of its own.
  fileprivate func watches(_ logger: Logger) throws -> [MailboxWatch] {
    guard !settings.mailboxes.isEmpty else {
      throw SettingsError(
        file: settings.file, message: "no mailboxes are named; add one under mailboxes")
    }
    return try settings.mailboxes.map { mailbox in
      MailboxWatch(
        IngestRun(
          mailbox: mailbox.mailbox(settings.ingest), store: store, filing: try filing(logger),
          logger: logger, now: { Date() }))
    }
  }
}
