import Logging
import MailTransport
import Records
import Store

extension IngestRun {
  /// Refusals of one action after which what is refused is not taken apart any further.
  private static let refusalsTakenApart = 32

  /// Does on the server what the committed verdicts ask for: moves, flags or deletes the copies
  /// that still are those mails.
  ///
  /// An action is recorded as done afterwards, so a crash between the two repeats the action; to
  /// move a message that is gone does nothing. An action that the server refuses is kept for the
  /// next run and returned, after everything else has been done.
  func performActions(in folder: inout MailboxFolder) async throws -> ActionsRefused? {
    let due = try await store.dueActions(in: folder.id)
    if due.isEmpty { return nil }
    var (confirmed, refused) = try await confirmed(due, in: &folder)
    try await findCopies(of: &confirmed, from: folder)
    for (action, lot) in Dictionary(grouping: confirmed, by: \.due.action) {
      refused = try await perform(action, on: lot, in: &folder) ?? refused
    }
    return refused
  }

  /// An action that is refused for many is asked for in halves: one message that the server won't
  /// part with must not keep the others.
  private func perform(
    _ action: MailboxAction, on all: [ConfirmedAction], in folder: inout MailboxFolder
  ) async throws -> ActionsRefused? {
    var lots = [all[...]]
    var refusals = 0
    var refused: [UID] = []
    var last: IMAPError?
    var copied = Set(all.filter { $0.due.copying == .made }.map(\.uid))
    while let lot = lots.popLast() {
      do {
        try await carryOut(action, on: lot.map(\.uid), in: folder, &copied)
      } catch let error as IMAPError where !error.endsSession {
        (refusals, last) = (refusals + 1, error)
        if lot.count > 1, refusals < Self.refusalsTakenApart {
          lots += [lot.suffix(lot.count / 2), lot.dropLast(lot.count / 2)]
        } else {
          refused += lot.map(\.uid)
        }
      }
    }
    guard let last else { return nil }
    return try await keep(action, refusedFor: refused, because: last, in: &folder)
  }

  private func carryOut(
    _ action: MailboxAction, on uids: [UID], in folder: MailboxFolder, _ copied: inout Set<UID>
  ) async throws {
    var uids = uids
    switch action {
    case .move(let target): uids = try await move(uids, to: target, in: folder, &copied)
    case .delete: try await delete(uids, in: folder)
    case .seen: try await folder.session.markSeen(uids)
    case .keep: break
    }
    try await actionsDone(action, on: uids, in: folder)
  }

  private func actionsDone(
    _ action: MailboxAction, on uids: [UID], in folder: MailboxFolder
  ) async throws {
    try await done(uids, in: folder)
    noteDone(action, on: uids, in: folder)
  }

  /// Keeps a refused action for the next run, but for the messages that are gone: nothing is left
  /// to do with those.
  private func keep(
    _ action: MailboxAction, refusedFor uids: [UID], because error: IMAPError,
    in folder: inout MailboxFolder
  ) async throws -> ActionsRefused? {
    let list = try await folder.facts(of: uids)
    let present = Set(list.messages.map(\.uid))
    if list.unreadable == 0 {
      try await done(uids.filter { !present.contains($0) }, in: folder)
    }
    guard !present.isEmpty else { return nil }
    try await store.actionsFailed(
      present.map(\.rawValue), in: folder.id, error: error.message)
    return ActionsRefused(
      action: action.rawValue, messages: present.count, cause: error.description)
  }

  func done(_ uids: [UID], in folder: MailboxFolder) async throws {
    try await store.actionsDone(uids.map(\.rawValue), in: folder.id, now: now())
  }

  func delete(_ uids: [UID], in folder: MailboxFolder) async throws {
    guard !uids.isEmpty,
      case .leftDeleted(let reason) = try await folder.session.delete(uids)
    else { return }
    logger.notice(
      "\(uids.count) messages stay in \(mailbox.folder), marked \\Deleted: \(reason)",
      metadata: ["mailbox": "\(mailbox.name)"])
  }
}
