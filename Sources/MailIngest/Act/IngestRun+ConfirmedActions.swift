import Logging
import MailTransport
import Store

extension IngestRun {
  /// Tries to read a copy, to see whether it still is the mail, after which it is left alone.
  private static let triesToConfirm = 3

  /// The actions whose messages still are the mails that they are due for: size and INTERNALDATE
  /// are as they were, or else the content is. Nothing is left to do with what is gone; what can't
  /// be compared is left alone for good. Throws `FolderChanged.setBack` where a UID is another mail
  /// now.
  func confirmed(
    _ due: [DueAction], in folder: inout MailboxFolder
  ) async throws -> ([ConfirmedAction], ActionsRefused?) {
    let uids = due.map { UID(rawValue: $0.uid) }
    let list = try await folder.facts(of: uids)
    let copies = try await store.copies(of: due.map(\.uid), in: folder.id)
    let present = Dictionary(
      list.messages.map { ($0.uid, $0) }, uniquingKeysWith: { first, _ in first })
    if list.unreadable == 0, list.isWhole {
      try await done(uids.filter { present[$0] == nil }, in: folder)
    }
    var confirmed: [ConfirmedAction] = []
    var refused: ActionsRefused?
    for action in due {
      guard let message = present[UID(rawValue: action.uid)] else { continue }
      if copies[action.uid]?.likeness(to: message) != .same {
        switch try await doubt(action, message, in: &folder) {
        case .confirmed: break
        case .incomparable: continue
        case .undelivered(let reason):
          refused = ActionsRefused(action: action.action.rawValue, messages: 1, cause: reason)
          continue
        }
      }
      confirmed.append(ConfirmedAction(due: action, message: message))
    }
    return (confirmed, refused)
  }

  /// Reads the copy. The action is dropped where it can't be compared, or never comes.
  private func doubt(
    _ action: DueAction, _ message: ListedMessage, in folder: inout MailboxFolder
  ) async throws -> Confirmation {
    // Counted before the try: a copy that breaks the session is not asked for without end.
    try await store.actionsFailed(
      [action.uid], in: folder.id, error: "whether it still is that mail is being looked at")
    let found = try await confirm([message], in: &folder)[message.uid] ?? .incomparable
    switch found {
    case .confirmed: break
    case .incomparable:
      try await drop(action, because: "nothing is kept to compare it with", in: folder)
    case .undelivered(let reason):
      guard action.tries + 1 >= Self.triesToConfirm else { return found }
      try await drop(action, because: reason, in: folder)
      return .incomparable
    }
    return found
  }

  private func drop(
    _ action: DueAction, because reason: String, in folder: MailboxFolder
  ) async throws {
    let text = "the server's copy may be another mail by now, and is left alone: \(reason)"
    try await store.actionsDropped([action.uid], in: folder.id, because: text, now: now())
    note(
      "left alone: it may be another mail by now (\(reason))", of: action.uid, in: folder,
      level: .notice)
  }
}
