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
    let due = try await store.dueActions(
      mailbox: mailbox.name, uidValidity: folder.position.uidValidity)
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
    while let lot = lots.popLast() {
      do {
        try await perform(action, on: Array(lot), in: folder.session)
        try await done(Array(lot), in: folder)
      } catch let error as IMAPError where !error.endsSession {
        (refusals, last) = (refusals + 1, error)
        if lot.count > 1, refusals < Self.refusalsTakenApart {
          lots += [lot.suffix(lot.count / 2), lot.dropLast(lot.count / 2)]
        } else {
          refused += lot
        }
      }
    }
    guard let last else { return nil }
    return try await keep(action, refusedFor: refused, because: last, in: folder)
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
      mailbox: mailbox.name, uidValidity: folder.position.uidValidity,
      uids: present.map(\.rawValue), error: error.message, now: now())
    return ActionsRefused(
      action: action.rawValue, messages: present.count, cause: error.description)
  }

  private func done(_ uids: [UID], in folder: MailboxFolder) async throws {
    try await store.actionsDone(
      mailbox: mailbox.name, uidValidity: folder.position.uidValidity,
      uids: uids.map(\.rawValue), now: now())
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
      "\(uids.count) messages stay in \(mailbox.folder), marked \\Deleted if at all: \(reason)",
      metadata: ["mailbox": "\(mailbox.name)"])
  }
}
