import Foundation
import Logging
import MailTransport
import Platform
import Store

/// The life of one mailbox: drained once, or drained whenever there is news until the task is
/// cancelled.
package struct MailboxWatch: Sendable {
  private let run: IngestRun
  private let retry: RetryPlan
  private var mailbox: Mailbox { run.mailbox }
  private var logger: Logger { run.logger }
  private var report: MailboxReport { run.report }

  /// `serverPauses` are shared by all who talk to servers, and by the watches that come after this
  /// one.
  package init(
    _ run: IngestRun, serverPauses: ServerPauses = ServerPauses(),
    retryWait: RetryWait = RetryWait()
  ) {
    self.run = run
    retry = RetryPlan(
      of: run.mailbox.login, serverPauses, retryWait, sign: run.report.sign, now: run.now,
      check: { try run.store.requireInPlace() })
  }

  /// Drains the mailbox once. Throws `IngestError` when that was not possible.
  package func drainOnce() async throws {
    do {
      var session = try await connect()
      try await run.drain(&session)
      await session.logout()
    } catch {
      let told = retry.toldOnce(error, RetryPauses(usual: Self.usualPauses))
      await note(told)
      throw told
    }
  }

  private static let usualPauses = Backoff(first: .seconds(1), limit: .seconds(60))

  /// Drains the mailbox, waits for news, and so on. Trouble is said, recorded and followed by a
  /// pause that grows from a second to a minute; to an hour where the login is refused, unless what
  /// it depends on changes; and that is as long as the server asks for. Throws when the store is
  /// not there any more: a new process has to open what is.
  package func runUntilCancelled() async throws {
    var pauses = RetryPauses(usual: Self.usualPauses)
    while !Task.isCancelled {
      do {
        try await retry.keepServersPause { await report.activity(.leavingAlone(until: $0)) }
        let basis = mailbox.access.source.fingerprint()
        do {
          try await follow { pauses.reset() }
        } catch {
          if Task.isCancelled { return }
          try await pause(after: error, &pauses, onTheBasis: basis)
        }
      } catch is CancellationError {
        return
      }
    }
  }

  /// Says and records the trouble, and waits for the next try: as long as the login is refused,
  /// what it depended on is compared with what it was.
  private func pause(
    after error: any Error, _ pauses: inout RetryPauses, onTheBasis basis: CredentialFingerprint
  ) async throws {
    try run.store.requireInPlace()
    let step = retry.step(after: error, &pauses)
    await note(step.told)
    logger.error(
      "\(step.told); next try in \(step.pause.rounded)", metadata: ["mailbox": "\(mailbox.name)"])
    // The server's pause is waited out before the next connection, whoever makes that.
    if step.advice.isServersWish { return }
    await report.activity(.pausing(step.pause))
    try await retry.wait(step, mailbox.access.source, was: basis)
  }

  /// A session, and the sign that this process has it.
  private struct Connection {
    var session: IMAPSession
    let presence: Presence
  }

  /// One connection's life.
  private func follow(whenDrained drained: () -> Void) async throws {
    await report.activity(.connecting)
    var connection = Connection(
      session: try await connect(),
      presence: try Presence.show(.reading(mailbox: mailbox.name), in: run.store))
    repeat {
      try await drain(&connection.session)
      drained()
      await run.store.rest()
      await report.activity(.waiting)
    } while try await news(on: connection.session) != .cancelled
    await connection.session.logout()
  }

  /// Drains. What the server refuses to do with its copies is said and tried again at the next
  /// look; the connection stays, so that new mail is noticed as ever.
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
