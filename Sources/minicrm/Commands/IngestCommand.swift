import ArgumentParser
import Daemon
import Foundation
import Logging
import MailIngest
import MailTransport
import Platform
import SQLiteEngine

/// `minicrm ingest`
struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Read the mailboxes and turn attachments into documents.",
    discussion: """
      Runs until SIGTERM or SIGINT; SIGHUP makes it read the settings again. With --once it \
      drains every mailbox and exits: 0 when all were drained, 1 naming each that could not be. \
      Example: minicrm ingest --once --config /etc/minicrm/minicrm.yaml
      """)
  @OptionGroup var options: SettingsOptions
  @Flag(help: "Drain every mailbox once and exit.") var once = false
  @OptionGroup var condition: StartCondition

  func run() async throws {
    if condition.isAsked {
      return try condition.answer(options, "mailboxes") { !$0.mailboxes.isEmpty }
    }
    let logger = Logger(label: "minicrm") { _ in LineLogHandler() }
    let pauses = ServerPauses()
    if once {
      try await drainOnce(
        OpenInstallation(options, making: .ifEmpty).runs(logger).map {
          MailboxWatch($0, serverPauses: pauses)
        })
    } else {
      try await DaemonLife(logger: logger).run { try await work(pauses, logger) }
    }
  }

  /// The work that the settings ask for, as they are now: a part a mailbox.
  private func work(_ pauses: ServerPauses, _ logger: Logger) async throws -> DaemonWork {
    let signs = LifeSigns()
    let installation = try await OpenInstallation(
      options, making: .ifEmpty, patience: .ofDaemon(signs, logger))
    let runs = try installation.runs(logger)
    return DaemonWork(
      saying: "reading \(runs.count) mailboxes",
      runs.map { run in
        DaemonPart(run.mailbox.name) { report in
          signs.add(report)
          let watch = MailboxWatch(
            run.reporting(to: MailboxReport(report)), serverPauses: pauses)
          let renewal = TokenRenewal(of: run.mailbox.access.source, logger, now: { Date() })
          try await TokenRenewal.beside(renewal) { try await watch.runUntilCancelled() }
        }
      })
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
    if !failures.isEmpty {
      throw Failure(.unreachable, failures.sorted().joined(separator: "\nminicrm: "))
    }
  }
}

extension OpenInstallation {
  /// One run a mailbox, each with an intake of its own.
  fileprivate func runs(_ logger: Logger) throws -> [IngestRun] {
    guard !settings.mailboxes.isEmpty else {
      throw SettingsError(
        file: settings.file, message: "no mailboxes are named; add one under mailboxes")
    }
    let (memory, turns) = (SpoolMemory(), BlockingTurns.ofReading)
    return try settings.mailboxes.map { mailbox in
      IngestRun(
        mailbox: mailbox.mailbox(settings.ingest), store: store,
        intake: try intake(logger, turns: turns), memory: memory,
        logger: logger, now: { Date() })
    }
  }
}

extension MailboxReport {
  fileprivate init(_ report: PartReport) {
    self.init(
      sign: { report.sign(waiting: $0) }, activity: { await report.doing($0.description) })
  }
}
