import Foundation
import Logging
import MailTransport
import Records
import Store

/// Hands over everything that is due: claimed, begun (committed), composed, sent, recorded (in one
/// transaction with the beginning of the next); several connections side by side.
package struct ReminderRun: Sendable {
  private let store: Store
  private let mail: NoticeMail
  private let sender: NoticeMail.Sender
  let access: SMTPAccess
  private let connections: Int
  private let logger: Logger
  private let now: @Sendable () -> Date
  private let report: ReminderReport
  /// Tells this worker from others that run.
  private let worker = UUID().uuidString

  package init(
    store: Store, from sender: NoticeMail.Sender, connections: Int, logger: Logger,
    now: @escaping @Sendable () -> Date, access: SMTPAccess,
    report: ReminderReport = .unheard
  ) {
    self.store = store
    self.sender = sender
    mail = NoticeMail(from: sender)
    self.connections = connections
    self.logger = logger
    self.now = now
    self.access = access
    self.report = report
  }

  /// Sends what is due until nothing is, or until the server is in trouble, which is thrown as
  /// `ServerTrouble` after what was claimed has been given back.
  package func sendDue() async throws {
    try await takeBackAbandoned()
    guard let next = try await store.nextReminderMoment(), next <= now() else { return }
    let lock = try await WorkerLock.acquire(worker, in: store.spoolDirectory)
    let sessions = SendingSessions(access, sign: report.connectionSign)
    do {
      while try await sendBatch(over: sessions) { try await takeBackAbandoned() }
    } catch {
      await sessions.close()
      throw error
    }
    await sessions.close()
    // After an error it stays: whoever looks next gives back what may still be claimed.
    lock.remove()
  }

  /// Notices that workers had claimed that are gone go on without waiting for the end of their
  /// leases.
  private func takeBackAbandoned() async throws {
    for lock in try WorkerLock.survey(store.spoolDirectory).abandoned {
      let count = try await store.releaseNotices(of: lock.worker, now: now())
      lock.remove()
      if count > 0 {
        logger.warning("a worker ended before its time; \(count) notices it had claimed go on")
      }
    }
  }

  /// False when nothing was due.
  private func sendBatch(over sessions: SendingSessions) async throws -> Bool {
    try Task.checkCancellation()
    let claim = NoticeClaim(
      worker: worker, until: Lease(now: now()).until, domain: sender.domain,
      limit: connections * 25, living: try WorkerLock.survey(store.spoolDirectory).living)
    let notices = try await store.claimNotices(claim, now: now())
    guard !notices.isEmpty else { return false }
    let endpoint = try await usableEndpoint(for: notices)
    let batch = NoticeBatch(notices)
    let ledger = NoticeLedger(clock: ContinuousClock(), commit)
    await report.activity(.sending(notices.count))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<min(connections, notices.count) {
        group.addTask {
          let session = await sessions.take(endpoint)
          try await work(through: batch, on: session, writing: ledger)
          await sessions.put(back: session)
        }
      }
      try await group.waitForAll()
    }
    // Some are left when the run was cancelled, or the server is in trouble.
    try await giveBack(batch.rest())
    if let trouble = await batch.trouble {
      throw ServerTrouble(server: "\(endpoint.host):\(endpoint.port)", trouble)
    }
    return true
  }

  private func usableEndpoint(for notices: [NoticeID]) async throws -> SMTPEndpoint {
    do {
      return try await access.endpoint(report.connectionSign)
    } catch {
      try await giveBack(notices)
      throw ServerTrouble(server: "smtp", SMTPTrouble(noCredential: error))
    }
  }

  /// One connection's share: notice after notice, until none is left or the server is in trouble.
  private func work(
    through batch: NoticeBatch, on session: SMTPSession,
    writing ledger: NoticeLedger<ContinuousClock>
  ) async throws {
    var handled: (notice: Notice, outcome: SMTPOutcome)?
    while true {
      let next = Task.isCancelled ? nil : await batch.next()
      if handled == nil && next == nil { return }
      let settled = handled.map { ($0.notice.id, NoticeOutcome($0.outcome, now: now())) }
      // Committed before the transfer: after a crash it is known that it may have been accepted.
      let lease = Lease(now: now())
      let made = try await ledger.commit(NoticeTurn(settling: settled, next: next))
      if let handled { tell(handled.outcome, of: handled.notice, made.recorded) }
      handled = nil
      guard let notice = made.begun else { continue }
      logger.info("sending", metadata: notice.logFields)
      let outcome = await hand(notice, over: session, within: lease)
      handled = (notice, outcome)
      if let trouble = outcome.trouble, trouble.scope == .server {
        await batch.stop(because: trouble)
      }
    }
  }

  /// A worker that slept, or was stopped, past its lease doesn't send: another may have.
  private func hand(
    _ notice: Notice, over session: SMTPSession, within lease: Lease
  ) async -> SMTPOutcome {
    do {
      let message = try mail.bytes(of: notice, now: now())
      let now = now
      return await session.send(message, from: sender.address, to: notice.personEmail) {
        lease.holds(now: now())
      }
    } catch {
      return .permanent(SMTPTrouble(.mail, reason: "the mail can't be written: \(error)"))
    }
  }

  private func tell(_ outcome: SMTPOutcome, of notice: Notice, _ recorded: RecordedOutcome?) {
    var fields = notice.logFields
    if let trouble = outcome.trouble, trouble.scope != .mail {
      // The server's trouble concerns every notice, and is told once, by whoever runs this.
      let why = trouble.scope == .server ? "" : " (\(outcome.words))"
      logger.info("given back\(why)", metadata: fields)
      return
    }
    if recorded?.state == .failed, case .unknown = outcome {
      logger.error("given up, it may have arrived (\(outcome.words))", metadata: fields)
      return
    }
    if let next = recorded?.nextTry { fields["next-try"] = "\(next.formatted(.iso8601))" }
    switch outcome {
    case .accepted: logger.info("sent (\(outcome.words))", metadata: fields)
    case .temporary, .unknown:
      logger.warning("not accepted (\(outcome.words))", metadata: fields)
    case .permanent:
      logger.error("refused for good (\(outcome.words))", metadata: fields)
    }
  }

  private func giveBack(_ notices: [NoticeID]) async throws {
    guard !notices.isEmpty else { return }
    let turns = notices.map { NoticeTurn(settling: ($0, .givenBack(until: now())), next: nil) }
    for answer in try await commit(turns) { _ = try answer.get() }
  }

  private func commit(_ turns: [NoticeTurn]) async throws(StoreError) -> [NoticeLedger.Answer] {
    try await store.commit(turns, by: worker, until: Lease(now: now()).until, now: now())
  }
}
