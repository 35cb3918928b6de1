import Foundation
import Logging
import MailTransport
import Store

extension IngestRun {
  /// The messages of the folder's next part without a verdict; those that gave trouble before, or
  /// were being filed when a process ended, are suspects from the start.
  func waitingMails(
    in folder: inout MailboxFolder, _ scan: inout FolderScan
  ) async throws -> WaitingMails {
    var list = try await folder.list(from: scan.next)
    // Below the position all is settled: what is there and isn't calls for a look at everything.
    if !scan.compares, let below = list.below, try await isNews(below, in: folder) {
      scan.compareAll()
      list = try await folder.list(from: scan.next)
    }
    note(unreadable: list.unreadable)
    let settled = try await store.settledCopies(
      of: list.messages.map(\.uid.rawValue), in: folder.id)
    if scan.compares { try await compare(list.messages, with: settled, in: &folder) }
    scan.took(list)
    let troubles = try await store.troubles(in: folder.id)
    let ended = folder.inProgress.ends.keys.map { ($0, InProgressFile.suspicion) }
    let waiting = WaitingMails(
      list.messages, settled: Set(settled.keys.map(UID.init(rawValue:))),
      suspects: Dictionary(
        troubles.map { (UID(rawValue: $0.uid), $0.reason) } + ended,
        uniquingKeysWith: { first, _ in first }), unsettledBefore: scan.firstUnsettled)
    if scan.isDone { try folder.inProgress.forgetSuspects(but: Set(waiting.suspects.keys)) }
    if waiting.count > 0 {
      try await store.recordMailboxListing(mailbox.name, waiting: waiting.count, now: now())
    }
    return waiting
  }

  private func isNews(_ message: ListedMessage, in folder: MailboxFolder) async throws -> Bool {
    let uid = message.uid.rawValue
    let copy = try await store.settledCopies(of: [uid], in: folder.id)[uid]
    return copy.map { $0.likeness(to: message) == .different } ?? true
  }

  /// Compares what is listed with what was settled. A message of another size or date is fetched:
  /// another content means that UIDs were given anew.
  private func compare(
    _ messages: [ListedMessage], with settled: [UInt32: ServerCopy],
    in folder: inout MailboxFolder
  ) async throws {
    let doubtful = messages.filter { message in
      settled[message.uid.rawValue]?.likeness(to: message) == .different
    }
    _ = try await confirm(doubtful, in: &folder)
  }

  private func note(unreadable: Int) {
    guard unreadable > 0 else { return }
    logger.warning(
      """
      \(unreadable) entries of the server's list can't be read; these mails are looked for at the \
      next comparison
      """, metadata: ["mailbox": "\(mailbox.name)"])
  }
}

extension ServerCopy {
  package enum Likeness {
    case same, unknown, different
  }

  /// The likeness of the message that has the UID now to the mail that had the UID, by the server's
  /// word.
  package func likeness(to message: ListedMessage) -> Likeness {
    let told = message.size > 0 ? message.size : nil
    if let size, let told, size != told { return .different }
    if let internalDate, let date = message.internalDate, internalDate != date {
      return .different
    }
    let isKnown =
      size != nil && told != nil && internalDate != nil && message.internalDate != nil
    return isKnown ? .same : .unknown
  }
}
