import Logging
import MailTransport
import Store

extension IngestRun {
  /// Does on the server what the committed verdicts ask for: moves, flags or deletes the copies.
  ///
  /// What was done is recorded afterwards, so a crash between the two repeats it; to move a message
  /// that is gone does nothing. What the server refuses is kept for the next run, and is an error
  /// only after everything else has been done.
  func performActions(in folder: MailboxFolder) async throws {
    let due = try await store.dueActions(
      mailbox: mailbox.name, uidValidity: folder.position.uidValidity)
    var refused: ActionsRefused?
    for (action, actions) in Dictionary(grouping: due, by: \.action) {
      let uids = actions.map { UID(rawValue: $0.uid) }
      do {
        try await perform(action, on: uids, in: folder.session)
        try await store.actionsDone(
          mailbox: mailbox.name, uidValidity: folder.position.uidValidity,
          uids: uids.map(\.rawValue), now: now())
      } catch let error as IMAPError where !error.endsSession {
        try await store.actionsFailed(
          mailbox: mailbox.name, uidValidity: folder.position.uidValidity,
          uids: uids.map(\.rawValue), error: error.message, now: now())
        refused = ActionsRefused(
          action: action.rawValue, messages: uids.count, cause: error.description)
      }
    }
    if let refused { throw refused }
  }

  private func perform(
    _ action: MailboxAction, on uids: [UID], in session: IMAPSession
  ) async throws {
    switch action {
    case .move(let target):
      if case .leftDeleted(let reason) = try await session.move(uids, to: target) {
        noteLeftDeleted(uids, reason)
      }
    case .delete:
      if case .leftDeleted(let reason) = try await session.delete(uids) {
        noteLeftDeleted(uids, reason)
      }
    case .seen:
      try await session.markSeen(uids)
    case .keep:
      break
    }
  }

  private func noteLeftDeleted(_ uids: [UID], _ reason: String) {
    logger.notice(
      "\(uids.count) messages stay in \(mailbox.folder), marked \\Deleted: \(reason)",
      metadata: ["mailbox": "\(mailbox.name)"])
  }
}
