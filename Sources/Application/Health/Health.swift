import Foundation
import Platform
import Records
import Store

/// The state of an installation, as its store and processes show it at one moment. Nothing is
/// asked of a mail server.
package struct Health: Sendable {
  /// Less than that is nearly full, in bytes: two of the largest mails have no room.
  package static let leastSpace: Int64 = 512 << 20
  /// Files that must still be makeable.
  static let leastFiles: Int64 = 10_000

  package let checkedAt: Date
  /// In the order of the settings.
  package let mailboxes: [MailboxHealth]
  package let mails: [MailVerdict: Int]
  package let reminding: RemindingHealth
  /// True where a process serves the pages.
  package let isServing: Bool
  package let documents: Int
  /// The bytes of the documents' distinct contents.
  package let bytes: Int64
  package let logEntries: Int
  /// The damages that scrubs have found.
  package let damaged: [DamagedContent]
  package let disk: DiskSpace
  /// Imports and erasures that were cut off.
  package let unfinished: [UnfinishedWork]

  /// All reasons why it isn't well.
  package var problems: [Problem] {
    mailboxes.compactMap { $0.problem(now: checkedAt) } + reminding.problems
      + unfinished.map(Problem.workUnfinished) + [damage, disk.problem].compactMap(\.self)
  }

  package var isHealthy: Bool { problems.isEmpty }

  private var damage: Problem? {
    damaged.first.map { .contentsDamaged(first: $0, count: damaged.count) }
  }

  /// `mailboxes` are those that the installation reads.
  package static func look(
    at store: Store, _ mailboxes: [WatchedMailbox], now: Date
  ) async throws -> Health {
    let states = Dictionary(
      try await store.mailboxStates().map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let mailboxes = try mailboxes.map { mailbox in
      MailboxHealth(
        mailbox, state: states[mailbox.name],
        isConnected: try Presence.isSeen(.reading(mailbox: mailbox.name), in: store))
    }
    let reminding = RemindingHealth(
      totals: try await store.reminderTotals(),
      state: try await store.remindingState(
        overdue: now.addingTimeInterval(-RemindingHealth.patience),
        failed: now.addingTimeInterval(-RemindingHealth.memory)),
      isAtWork: try Presence.isSeen(.reminding, in: store))
    let (documents, bytes) = try await store.documentTotals()
    return Health(
      checkedAt: now, mailboxes: mailboxes, mails: try await store.mailTotals(),
      reminding: reminding, isServing: try Presence.isSeen(.serving, in: store),
      documents: documents, bytes: bytes,
      logEntries: try await store.logTotal(), damaged: try await store.damagedContents(),
      disk: try DiskSpace.at(store.directory),
      unfinished: try await store.unfinished(
        before: now.addingTimeInterval(-UnfinishedWork.patience)))
  }
}

extension UnfinishedWork {
  /// After so long without a batch nobody is at it any more, in seconds.
  package static let patience: TimeInterval = 60
}

extension DiskSpace {
  /// Nil while there is enough room.
  package var problem: Problem? {
    if availableBytes < Health.leastSpace { return .spaceShort(bytes: availableBytes) }
    if let files = availableFiles, files < Health.leastFiles { return .filesShort(count: files) }
    return nil
  }
}
