import Foundation
import Records
import Store
import System

/// How an installation is: what its store and its processes show at one moment. Nothing is asked of
/// a mail server.
struct Health: Sendable {
  /// Less than that is nearly full, in bytes: two of the largest mails have no room.
  static let leastSpace: Int64 = 512 << 20
  /// Files that must still be makeable.
  static let leastFiles: Int64 = 10_000

  let checkedAt: Date
  /// In the order of the settings.
  let mailboxes: [MailboxHealth]
  let mails: [MailVerdict: Int]
  let reminding: RemindingHealth
  let documents: Int
  /// Of the documents' distinct contents.
  let bytes: Int64
  let logEntries: Int
  /// What scrubs have found.
  let damaged: [DamagedContent]
  let disk: DiskSpace
  /// Imports and erasures that were cut off.
  let unfinished: [UnfinishedWork]

  /// All reasons why it isn't well.
  var problems: [Problem] {
    mailboxes.compactMap { $0.problem(now: checkedAt) } + reminding.problems
      + unfinished.map(\.problem) + [damaged.problem, disk.problem].compactMap(\.self)
  }

  var isHealthy: Bool { problems.isEmpty }

  static func look(at settings: Settings, _ store: Store, now: Date) async throws -> Health {
    let states = Dictionary(
      try await store.mailboxStates().map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let mailboxes = try settings.mailboxes.map { mailbox in
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
      reminding: reminding, documents: documents, bytes: bytes,
      logEntries: try await store.logTotal(), damaged: try await store.damagedContents(),
      disk: try DiskSpace.at(store.directory),
      unfinished: try await store.unfinished(
        before: now.addingTimeInterval(-UnfinishedWork.patience)))
  }
}

extension [DamagedContent] {
  /// Nil where there are none.
  fileprivate var problem: Problem? {
    guard let first else { return nil }
    let rest = count > 1 ? ", and \(count - 1) more" : ""
    return Problem(
      subject: "contents",
      text: "damaged since \(first.foundAt.formatted(.iso8601)): \(first.owners), its file "
        + "\(first.file) (\(first.fault))\(rest)",
      advice: "put it back from a backup (docs/backup.md) or have the mail sent again; minicrm gc "
        + "--scrub names all, and looks again")
  }
}

extension DiskSpace {
  /// Nil while there is enough room.
  var problem: Problem? {
    let text: String? =
      if availableBytes < Health.leastSpace {
        "only \(availableBytes.formatted(.bytesOfFiles)) are free"
      } else if let files = availableFiles, files < Health.leastFiles {
        "only \(files) more files fit (inodes)"
      } else {
        nil
      }
    return text.map {
      Problem(
        subject: "disk", text: $0,
        advice: "free space where store.directory is (df -h, df -i); mail stays on the server "
          + "meanwhile")
    }
  }
}
