import Foundation
import Logging
import MailTransport
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
  let filing: MessageFiling
  /// Shared by the runs of all mailboxes.
  let memory: SpoolMemory
  let logger: Logger
  let now: @Sendable () -> Date
  /// Where it tells of itself.
  private(set) var report = MailboxReport.unheard

  package init(
    mailbox: Mailbox, store: Store, filing: MessageFiling, memory: SpoolMemory,
    logger: Logger, now: @escaping @Sendable () -> Date
  ) {
    self.mailbox = mailbox
    self.store = store
    self.filing = filing
    self.memory = memory
    self.logger = logger
    self.now = now
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
      let lock = try await MailboxLock.acquire(
        mailbox: mailbox.name, of: store, sign: report.sign)
      defer { withExtendedLifetime(lock) {} }
      var folder = try await MailboxFolder(
        open: mailbox, on: session, store: store, sign: report.sign)
      defer { folder.mark.endAll() }
      // What is refused again keeps no new mail waiting; it is said at the end.
      _ = try await performActions(in: folder)
      var waiting = try await waitingMails(in: folder)
      if waiting.count > 0 {
        try await store.recordMailboxListing(mailbox.name, waiting: waiting.count, now: now())
      }
      try await fetchInGroups(&waiting, from: &folder)
      try await fetchAlone(&waiting, from: &folder)
      session = folder.session
      if let refused = try await performActions(in: folder) { throw refused }
      try await store.recordMailboxSuccess(mailbox.name, now: now())
    } catch {
      if Task.isCancelled { throw CancellationError() }
      throw IngestError(mailbox: mailbox.name, cause: error)
    }
  }

  /// What the folder holds at or after the position and has no verdict; those that gave trouble
  /// before, or were being filed when a process ended, are suspects from the start.
  private func waitingMails(in folder: MailboxFolder) async throws -> WaitingMails {
    let first = folder.position.nextUID
    let listed = try await folder.session.list(from: UID(rawValue: first))
    let settled = try await store.settledUIDs(in: folder.id, from: first)
    let troubles = try await store.troubles(in: folder.id)
    let ended = folder.mark.suspects.map { ($0, FilingMark.suspicion) }
    let waiting = WaitingMails(
      listed, settled: Set(settled.map(UID.init(rawValue:))),
      suspects: Dictionary(
        troubles.map { (UID(rawValue: $0.uid), $0.lastError) } + ended,
        uniquingKeysWith: { first, _ in first }))
    try folder.mark.forgetSuspects(but: Set(waiting.suspects.keys))
    return waiting
  }
}
