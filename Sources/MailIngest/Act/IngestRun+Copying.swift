import MailTransport
import Platform
import Store

/// Moving without MOVE: a copy, and then the deletion. The messages are committed before they are
/// copied, so that an interruption between the two doubles nothing.
extension IngestRun {
  /// As much of a message as is compared with its copy, beside the size.
  private static let comparedBytes: Int64 = 1 << 20

  /// Moves, and gives what was moved: what the server says not to have copied is still to be moved.
  /// `copied` have their copies, and only have to be deleted.
  func move(
    _ uids: [UID], to target: String, in folder: MailboxFolder, _ copied: inout Set<UID>
  ) async throws -> [UID] {
    let others = uids.filter { !copied.contains($0) }
    if await folder.session.offersMove {
      if !others.isEmpty { try await folder.session.move(others, to: target) }
      try await delete(uids.filter(copied.contains), in: folder)
      return uids
    }
    if !others.isEmpty { copied.formUnion(try await copy(others, to: target, in: folder)) }
    let made = uids.filter(copied.contains)
    try await delete(made, in: folder)
    return made
  }

  private func copy(
    _ uids: [UID], to target: String, in folder: MailboxFolder
  ) async throws -> [UID] {
    let position = try await folder.session.position(of: target)
    try await store.copiesBegun(
      of: uids.map(\.rawValue), in: folder.id,
      at: CopyTarget(
        uidValidity: position?.uidValidity.rawValue, first: position?.next.rawValue ?? 1))
    let made = try await folder.session.copy(uids, to: target)
    try await store.copiesMade(of: made.map(\.rawValue), in: folder.id)
    return made
  }

  /// Looks for the copies that an earlier run was about to make, and marks what has one. Where that
  /// can't be seen now, as when the server refuses to deliver what may be the copy, the action
  /// waits.
  func findCopies(
    of actions: inout [ConfirmedAction], from folder: MailboxFolder
  ) async throws {
    var sought: [String: [ConfirmedAction]] = [:]
    for action in actions {
      if case .move(let target) = action.due.action, case .begun = action.due.copying {
        sought[target, default: []].append(action)
      }
    }
    var found: Set<UID> = []
    var unsure: Set<UID> = []
    for (target, actions) in sought {
      let search = try await findCopies(of: actions, in: target, from: folder)
      found.formUnion(search.found)
      unsure.formUnion(search.unsure)
    }
    if !unsure.isEmpty {
      tell(
        "\(unsure.count) settled mails stay for now: whether they have their copies can't be seen")
      actions.removeAll { unsure.contains($0.uid) }
    }
    if found.isEmpty { return }
    try await store.copiesMade(of: found.map(\.rawValue), in: folder.id)
    for index in actions.indices where found.contains(actions[index].uid) {
      let due = actions[index].due
      actions[index].due = DueAction(
        uid: due.uid, action: due.action, tries: due.tries, copying: .made)
    }
  }

  /// The messages that have a copy of the same size and bytes in the target folder, each
  /// one of its own; and those that may have one: a message of unknown size among them, wherever
  /// the target has any message that may be a copy.
  private func findCopies(
    of actions: [ConfirmedAction], in target: String, from folder: MailboxFolder
  ) async throws -> (found: Set<UID>, unsure: Set<UID>) {
    let sizes = Set(actions.map(\.message.size))
    let candidates = try await folder.visiting(target) { session, selected in
      let firsts = actions.map { $0.firstCopy(under: selected.uidValidity) }
      let listed = try await listAll(from: firsts.min() ?? UID(rawValue: 1), on: session)
      let alike = listed.filter { $0.size > 0 && sizes.contains($0.size) }
      let contents = try await contents(of: alike, on: session)
      // A server that refuses all sizes may still tell the UIDs: then any of them may be the copy.
      let unread = (alike.filter { contents[$0.uid] == nil } + listed.filter { $0.size == 0 })
        .map(\.size)
      return (read: Array(contents.values), unread: Set(unread), isEmpty: listed.isEmpty)
    }
    guard let (read, unread, isEmpty) = candidates, !isEmpty else { return ([], []) }
    var copies: [Content: Int] = [:]
    for content in read { copies[content, default: 0] += 1 }
    let own =
      read.isEmpty ? [:] : try await contents(of: actions.map(\.message), on: folder.session)
    let found = actions.map(\.uid).filter { uid in
      guard let content = own[uid], let left = copies[content], left > 0 else { return false }
      copies[content] = left - 1
      return true
    }
    let unsure = actions.filter { action in
      let size = action.message.size
      return !found.contains(action.uid)
        && (size == 0 || !unread.isDisjoint(with: [0, size])
          || own[action.uid] == nil && read.contains { $0.size == size })
    }
    return (Set(found), Set(unsure.map(\.uid)))
  }

  private func listAll(
    from first: UID, on session: IMAPSession
  ) async throws -> [ListedMessage] {
    var messages: [ListedMessage] = []
    var next = first
    while true {
      let list = try await session.list(from: next)
      messages += list.messages
      guard !list.isWhole, let last = list.messages.last?.uid.rawValue, last < .max else {
        return messages
      }
      next = UID(rawValue: last + 1)
    }
  }

  /// A message's size and a digest of its beginning, which tell it from others.
  private struct Content: Hashable {
    let size: Int64
    let digest: Digest
  }

  /// The contents of the messages that are delivered.
  private func contents(
    of messages: [ListedMessage], on session: IMAPSession
  ) async throws -> [UID: Content] {
    var found: [UID: Content] = [:]
    for message in messages {
      let spool = Spool(
        in: memory.piece(), orAFileIn: store.spoolDirectory, limit: Self.comparedBytes)
      try spool.clear(for: min(message.size, Self.comparedBytes))
      let ticket = try await session.request(
        [message.uid], limit: Self.comparedBytes, into: spool)
      _ = try await session.receive(ticket)
      let arrived = spool.arrived(announced: [:], now: now())
      guard let digest = try await intake.byteDigests(of: arrived)[message.uid.rawValue] else {
        continue
      }
      found[message.uid] = Content(size: message.size, digest: digest)
    }
    return found
  }
}

extension ConfirmedAction {
  /// The lowest UID that its copy can have.
  fileprivate func firstCopy(under uidValidity: UIDValidity) -> UID {
    guard case .begun(let target) = due.copying, target.uidValidity == uidValidity.rawValue
    else { return UID(rawValue: 1) }
    return UID(rawValue: target.first)
  }
}
