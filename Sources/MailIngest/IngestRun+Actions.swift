import Logging
import MailTransport
import Store

extension IngestRun {
  /// Refusals of one action after which what is refused is not taken apart any further.
  private static let refusalsTakenApart = 32

  /// Does on the server what the committed verdicts ask for: moves, flags or deletes the copies.
  ///
  /// What was done is recorded afterwards, so a crash between the two repeats it; to move a message
  /// that is gone does nothing. What the server refuses is kept for the next run and returned, after
  /// everything else has been done.
  func performActions(in folder: MailboxFolder) async throws -> ActionsRefused? {
    let due = try await store.dueActions(in: folder.id)
    var refused: ActionsRefused?
    for (action, actions) in Dictionary(grouping: due, by: \.action) {
      let uids = actions.map { UID(rawValue: $0.uid) }
      refused = try await perform(action, on: uids, in: folder) ?? refused
    }
    return refused
  }

  /// What is refused for many is asked for in halves: one message that the server won't part with
  /// must not keep the others.
  private func perform(
    _ action: MailboxAction, on uids: [UID], in folder: MailboxFolder
  ) async throws -> ActionsRefused? {
    var lots = [uids[...]]
    var refusals = 0
    var refused: [UID] = []
    var last: IMAPError?
    var halfDone: ActionsRefused?
    while let lot = lots.popLast() {
      do {
        halfDone = try await carryOut(action, on: Array(lot), in: folder) ?? halfDone
      } catch let error as IMAPError where !error.endsSession {
        (refusals, last) = (refusals + 1, error)
        if lot.count > 1, refusals < Self.refusalsTakenApart {
          lots += [lot.suffix(lot.count / 2), lot.dropLast(lot.count / 2)]
        } else {
          refused += lot
        }
      }
    }
    guard let last else { return halfDone }
    return try await keep(action, refusedFor: refused, because: last, in: folder) ?? halfDone
  }

  /// Does it and records that. A move of which the server has refused the second half, to delete
  /// what it had copied, is a deletion from then on: to copy again would double the messages.
  private func carryOut(
    _ action: MailboxAction, on uids: [UID], in folder: MailboxFolder
  ) async throws -> ActionsRefused? {
    guard let reason = try await perform(action, on: uids, in: folder.session) else {
      try await done(uids, in: folder)
      noteDone(action, on: uids, in: folder)
      return nil
    }
    try await store.actionsFailed(
      uids.map(\.rawValue), in: folder.id, error: reason, remainder: .delete, now: now())
    return ActionsRefused(action: action.rawValue, messages: uids.count, cause: reason)
  }

  /// Keeps a refused action for the next run, but for the messages that are gone: nothing is left
  /// to do with those.
  private func keep(
    _ action: MailboxAction, refusedFor uids: [UID], because error: IMAPError,
    in folder: MailboxFolder
  ) async throws -> ActionsRefused? {
    let present = try await folder.session.present(uids)
    try await done(uids.filter { !present.contains($0) }, in: folder)
    guard !present.isEmpty else { return nil }
    try await store.actionsFailed(
      present.map(\.rawValue), in: folder.id, error: error.message, now: now())
    return ActionsRefused(
      action: action.rawValue, messages: present.count, cause: error.description)
  }

  private func done(_ uids: [UID], in folder: MailboxFolder) async throws {
    try await store.actionsDone(uids.map(\.rawValue), in: folder.id, now: now())
  }

  /// Returns why the messages, which are in their new folder, could not be deleted in the old one;
  /// nil when all is done.
  private func perform(
    _ action: MailboxAction, on uids: [UID], in session: IMAPSession
  ) async throws -> String? {
    switch action {
    case .move(let target):
      switch try await session.move(uids, to: target) {
      case .moved: break
      case .leftDeleted(let reason): noteLeftDeleted(uids, reason)
      case .copied(let reason): return reason
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
    return nil
  }

  private func noteLeftDeleted(_ uids: [UID], _ reason: String) {
    logger.notice(
      "\(uids.count) messages stay in \(mailbox.folder), marked \\Deleted: \(reason)",
      metadata: ["mailbox": "\(mailbox.name)"])
  }
}
