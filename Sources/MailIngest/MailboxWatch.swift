import Foundation
import Logging
import MailTransport
import Store

/// The life of one mailbox: drained once, or drained whenever there is news until the task is
/// cancelled.
package struct MailboxWatch: Sendable {
  private let run: IngestRun
  private var mailbox: Mailbox { run.mailbox }
  private var logger: Logger { run.logger }
  private var report: MailboxReport { run.report }

  package init(_ run: IngestRun) {
    self.run = run
  }

  /// Drains the mailbox once. Throws `IngestError` when that was not possible.
  package func drainOnce() async throws {
    do {
      var session = try await connect()
      try await run.drain(&session)
      await session.logout()
    } catch {
      await note(error)
      throw error
    }
  }

  /// Drains the mailbox, waits for news, and so on. Trouble is said, recorded and followed by a
  /// pause that grows from a second to a minute, or is as long as the server asks for. Throws when the
  /// store is not there any more: a new process has to open what is.
  package func runUntilCancelled() async throws {
    var pauses = Backoff(first: .seconds(1), limit: .seconds(60))
    while !Task.isCancelled {
      do {
        try await follow { pauses.reset() }
      } catch {
        if Task.isCancelled { return }
        try run.store.requireInPlace()
        var pause = pauses.next(random: .random(in: 0..<1))
        if case .after(let asked) = (error as? IngestError)?.retryAdvice {
          pause = max(pause, asked)
        }
        logger.error(
          "\(error); next try in \(pause.rounded)", metadata: ["mailbox": "\(mailbox.name)"])
        await report.activity(.pausing(pause))
        report.sign(pause)
        // A cancelled sleep is the stop that the loop's condition sees.
        try? await Task.sleep(for: pause)
      }
    }
  }

  /// One connection's life.
  private func follow(whenDrained drained: () -> Void) async throws {
    do {
      await report.activity(.connecting)
      var session = try await connect()
      let presence = try Presence.show(.reading(mailbox: mailbox.name), in: run.store)
      defer { withExtendedLifetime(presence) {} }
      repeat {
        try await drain(&session)
        drained()
        await run.store.rest()
        await report.activity(.waiting)
      } while try await news(on: session) != .cancelled
      await session.logout()
    } catch {
      if !Task.isCancelled { await note(error) }
      throw error
    }
  }

  /// Drains. What the server refuses to do with its copies is said and tried again at the next look;
  /// the connection stays, so that new mail is noticed as ever.
  private func drain(_ session: inout IMAPSession) async throws {
    do {
      try await run.drain(&session)
    } catch let error as IngestError where error.isAboutActions {
      await note(error)
      logger.error("\(error)", metadata: ["mailbox": "\(mailbox.name)"])
    }
  }

  private func connect() async throws -> IMAPSession {
    do {
      return try await mailbox.access.connect(report.sign)
    } catch {
      throw IngestError(mailbox: mailbox.name, cause: error)
    }
  }

  private func news(on session: IMAPSession) async throws -> News {
    do {
      return try await session.awaitNews(idle: mailbox.idle, poll: mailbox.poll)
    } catch {
      throw IngestError(mailbox: mailbox.name, cause: error)
    }
  }

  /// Records the trouble for the status. A store that can't take it, on a full disk say, must not
  /// hide the trouble itself.
  private func note(_ error: any Error) async {
    do {
      try await run.store.recordMailboxFailure(mailbox.name, error: "\(error)", now: run.now())
    } catch let second {
      logger.error(
        "the trouble of the mailbox is not recorded: \(second)",
        metadata: ["mailbox": "\(mailbox.name)"])
    }
  }
}
