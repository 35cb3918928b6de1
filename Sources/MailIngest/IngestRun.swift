import Foundation
import Logging
import MailTransport
import Platform
import Store

/// One look into one mailbox: every message that waits there gets its verdict, its documents are
/// committed, and only then the server's copy is moved, flagged or deleted.
///
/// The flow, top to bottom: what an earlier run left to do on the server, the list of what waits,
/// the messages in groups, those that broke a group one by one, and what is to be done with the
/// server's copies.
package struct IngestRun: Sendable {
  package let mailbox: Mailbox
  let store: Store
  let intake: MailIntake
  /// Shared by the runs of all mailboxes.
  let memory: SpoolMemory
  let logger: Logger
  let now: @Sendable () -> Date
  /// Between the tries to fetch what gave trouble.
  let pauses: Backoff
  /// Hears of this run's progress.
  private(set) var report = MailboxReport.unheard

  package init(
    mailbox: Mailbox, store: Store, intake: MailIntake, memory: SpoolMemory,
    logger: Logger, now: @escaping @Sendable () -> Date,
    pauses: Backoff = Backoff(first: .milliseconds(200), limit: .seconds(5))
  ) {
    self.mailbox = mailbox
    self.store = store
    self.intake = intake
    self.memory = memory
    self.logger = logger
    self.now = now
    self.pauses = pauses
  }

  package func reporting(to report: MailboxReport) -> IngestRun {
    var run = self
    run.report = report
    return run
  }

  /// Drains the mailbox on `session`, which is replaced when it breaks. Throws `IngestError` when
  /// the mailbox could not be drained; what was committed until then stays.
  package func drain(_ session: inout IMAPSession) async throws {
    do {
      let lock = try await MailboxLock.acquire(mailbox.name, of: store, sign: report.sign)
      try await lock.holding { try await settleFolder(on: &session) }
    } catch {
      if Task.isCancelled { throw CancellationError() }
      throw IngestError(mailbox: mailbox.name, cause: error)
    }
  }

  /// Settles what the folder holds.
  func settle(_ folder: inout MailboxFolder) async throws {
    // An action that is refused again keeps no new mail waiting; the end of the run says so.
    _ = try await performActions(in: &folder)
    var scan = FolderScan(folder.position, now: now())
    var record = FetchRecord()
    repeat {
      let waiting = try await waitingMails(in: &folder, &scan)
      var plan = FetchPlan(
        waiting, record, ends: folder.inProgress.ends, limit: mailbox.maximumMessageSize)
      try await carryOut(&plan, in: &folder)
      scan.passed(plan.waiting)
      record = plan.record
    } while !scan.isDone
    let refused = try await performActions(in: &folder)
    if let trouble = record.trouble { throw trouble }
    if let refused { throw refused }
    try await store.recordMailboxSuccess(
      mailbox.name, comparing: scan.compares ? folder.id : nil, now: now())
  }
}
