import Foundation
import Logging
import MailTransport
import Store

extension IngestRun {
  /// Tries that a message gets alone before it is `failed`, over all runs.
  private static let triesAlone = 3
  /// Runs, and seconds since the first of them, after which a message is at fault although no other
  /// one was delivered.
  private static let runs = 3
  private static let patience: TimeInterval = 3_600

  /// Asks for each suspect by itself, round after round. A message that doesn't come so either is
  /// `failed` and stays on the server, unless the server may be in trouble; the rest goes on.
  func fetchAlone(
    _ waiting: inout WaitingMails, from folder: inout MailboxFolder, _ record: inout FetchRecord
  ) async throws {
    guard try await forgetGone(&waiting, in: &folder) else { return }
    var pauses = pauses
    var tries = TriesAlone()
    for round in 1... {
      let suspects = order(waiting.suspectedMessages.filter { tries.mayAsk(for: $0.uid) }, folder)
      if suspects.isEmpty || record.refusesAll { break }
      if round > 1 { try await Task.sleep(for: pauses.next(random: .random(in: 0..<1))) }
      for message in suspects {
        try await askAlone(for: message, &tries, &waiting, from: &folder, &record)
        // So many refusals may be the server's doing: one that was delivered tells, or the newest.
        guard record.refusesAll, let newest = suspects.last else { continue }
        if try await stillDelivers(record, in: folder) {
          record.isWell()
        } else {
          try await askAlone(for: newest, &tries, &waiting, from: &folder, &record)
        }
        if record.refusesAll { break }
      }
    }
    try await decide(on: tries, &waiting, in: &folder, &record)
  }

  /// Messages that ended a process come last: the next end must not keep the others waiting.
  private func order(_ suspects: [ListedMessage], _ folder: MailboxFolder) -> [ListedMessage] {
    let inProgress = folder.inProgress
    return suspects.map { ($0, inProgress.ends(with: $0.uid) ?? 0) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// Asks once. A message that breaks the connection again and again is given up at once.
  private func askAlone(
    for message: ListedMessage, _ tries: inout TriesAlone, _ waiting: inout WaitingMails,
    from folder: inout MailboxFolder, _ record: inout FetchRecord
  ) async throws {
    let uid = message.uid
    guard let reason = waiting.suspects[uid] else { return }
    let trouble = try await count(reason, against: uid, &tries, in: folder)
    let arrival = try await fetch(from: folder).fetch(FetchGroup([message]))
    try await settleAlone(arrival, uid, &waiting, in: folder, &record)
    if let failure = arrival.failure {
      try await recover(from: failure, &folder, &record)
    } else if waiting.suspects[uid] != nil {
      record.refused(uid)
    }
    guard waiting.suspects[uid] != nil else { return }
    tries.failed(uid, arrival)
    if arrival.failure != nil, let trouble, trouble.tries >= Self.triesAlone,
      record.lastDelivered != nil || waiting.progress.of == 1 || isOld(trouble)
    {
      try await giveUp(message, arrival, &waiting, in: folder)
    }
  }

  /// Counted before the try, so that a message that ends the process counts too; but for the first
  /// one of a message that may have ended one already.
  private func count(
    _ reason: String, against uid: UID, _ tries: inout TriesAlone, in folder: MailboxFolder
  ) async throws -> FetchTrouble? {
    if folder.inProgress.ends(with: uid) != nil, tries.excuses(uid) { return nil }
    let trouble = try await store.recordTrouble(
      in: folder.id, uid: uid.rawValue, error: reason, isFirst: tries.troubles[uid] == nil,
      now: now())
    tries.took(trouble)
    note(
      "asked for alone: \(reason)", of: uid.rawValue, in: folder, ["try": "\(trouble.tries)"],
      level: .notice)
    return trouble
  }

  /// A message that was refused in all rounds, or broke them, is `failed` where another was
  /// delivered or it has been so for long. Else the message waits.
  private func decide(
    on tries: TriesAlone, _ waiting: inout WaitingMails, in folder: inout MailboxFolder,
    _ record: inout FetchRecord
  ) async throws {
    guard try await forgetGone(&waiting, in: &folder) else { return }
    let delivers = try await stillDelivers(record, in: folder)
    var postponed = 0
    var reason = ""
    for message in waiting.suspectedMessages {
      guard let trouble = tries.troubles[message.uid],
        !tries.refusedForNow.contains(message.uid), trouble.tries >= Self.triesAlone,
        isOld(trouble)
          || (delivers
            && (record.atFault.contains(message.uid) || tries.broke.contains(message.uid)))
      else {
        (postponed, reason) = (postponed + 1, waiting.suspects[message.uid] ?? reason)
        continue
      }
      let nothing = FetchArrival(group: FetchGroup([message]), spool: fetch(from: folder).spool())
      try await giveUp(message, nothing, &waiting, in: folder)
    }
    record.postponed(postponed, because: reason, tries.hitLimit ? .limit : .usual)
    try await store.forgetTroubles(
      in: folder.id, uids: tries.refusedForNow.map(\.rawValue))
  }

  /// Whether a mail that was delivered before is delivered now: else the server is in trouble
  /// since.
  private func stillDelivers(
    _ record: FetchRecord, in folder: MailboxFolder
  ) async throws -> Bool {
    guard let uid = record.lastDelivered else { return false }
    let sink = fetch(from: folder).spool()
    try sink.clear(for: 1)
    let ticket = try await folder.session.request([uid], limit: 1, into: sink)
    return try await folder.session.receive(ticket).refusal == nil
  }

  private func isOld(_ trouble: FetchTrouble) -> Bool {
    trouble.runs >= Self.runs && now().timeIntervalSince(trouble.firstTryAt) >= Self.patience
  }

  private func giveUp(
    _ message: ListedMessage, _ arrival: FetchArrival, _ waiting: inout WaitingMails,
    in folder: MailboxFolder
  ) async throws {
    guard let reason = waiting.suspects[message.uid] else { return }
    let remains = arrival.spool.remains(of: message, reason: reason, now: now())
    try await keep(remains, &waiting, in: folder)
  }

  /// Suspects that somebody has taken away are no mails of this folder: they get no verdict.
  /// Returns whether any are left.
  private func forgetGone(
    _ waiting: inout WaitingMails, in folder: inout MailboxFolder
  ) async throws -> Bool {
    let suspects = waiting.suspectedMessages.map(\.uid)
    if suspects.isEmpty { return false }
    let list = try await folder.facts(of: suspects)
    // An entry that can't be read may be any of them: then no message counts as gone.
    guard list.unreadable == 0, list.isWhole else { return true }
    let gone = Set(suspects).subtracting(list.messages.map(\.uid))
    for uid in gone {
      note("gone before it could be fetched", of: uid.rawValue, in: folder, level: .notice)
    }
    waiting.drop(gone)
    try await store.forgetTroubles(in: folder.id, uids: gone.map(\.rawValue))
    return gone.count < suspects.count
  }
}

/// The tries of one run to fetch messages alone, and their failures.
private struct TriesAlone {
  private static let most = 3

  private(set) var troubles: [UID: FetchTrouble] = [:]
  private var counts: [UID: Int] = [:]
  private var excused: Set<UID> = []
  /// Messages that broke the connection at their last try.
  private(set) var broke: Set<UID> = []
  /// Messages that the server refuses for now only, by its response code (RFC 5530).
  private(set) var refusedForNow: Set<UID> = []
  /// Whether the server said that a limit of its own was reached.
  private(set) var hitLimit = false

  func mayAsk(for uid: UID) -> Bool {
    !refusedForNow.contains(uid) && counts[uid, default: 0] < Self.most
  }

  /// Whether the try that follows is not counted: once.
  mutating func excuses(_ uid: UID) -> Bool { excused.insert(uid).inserted }

  mutating func took(_ trouble: FetchTrouble) {
    let uid = UID(rawValue: trouble.uid)
    troubles[uid] = trouble
    counts[uid, default: 0] += 1
  }

  /// The try gave no mail.
  mutating func failed(_ uid: UID, _ arrival: FetchArrival) {
    if arrival.failure != nil { broke.insert(uid) } else { broke.remove(uid) }
    if arrival.outcome.refusesForNow { refusedForNow.insert(uid) }
    if arrival.outcome.hitsLimit { hitLimit = true }
  }
}
