import Foundation
import Logging
import MailTransport
import Store

extension IngestRun {
  /// Tries that a message gets alone before it is `failed`.
  private static let triesAlone = 3
  /// After so many broken connections in a row with nothing delivered, it may be the server's doing.
  private static let unsteadyAfter = 12

  /// Fetches and settles the waiting messages, many at a time. A message that breaks its group
  /// becomes a suspect, and the others go on, on a new session where need be.
  func fetchInGroups(
    _ waiting: inout WaitingMails, from folder: inout MailboxFolder
  ) async throws {
    var breaks = Breaks()
    if waiting.progress.of > 0 {
      await report.activity(.reading(0, of: waiting.progress.of))
    }
    while true {
      let groups = waiting.groups(limit: mailbox.maximumMessageSize)
      if groups.isEmpty { return }
      guard let failure = try await fetch(groups, &waiting, in: folder, counting: &breaks) else {
        continue
      }
      try await recover(from: failure, &folder)
      if breaks.inRow >= Self.unsteadyAfter {
        try await probe(&waiting, &folder, counting: &breaks)
      }
    }
  }

  /// So many breaks in a row are the server's doing, or that of as many mails: the newest one, asked
  /// for alone, tells which. Throws when it breaks the connection too.
  private func probe(
    _ waiting: inout WaitingMails, _ folder: inout MailboxFolder, counting breaks: inout Breaks
  ) async throws {
    guard let newest = waiting.newest else { return }
    let arrival = try await fetch(FetchGroup([newest]), in: folder)
    try await settle(arrival, &waiting, in: folder, counting: &breaks)
    guard let failure = arrival.failure else { return }
    if breaks.inRow > 0 { throw ServerUnsteady(breaks: breaks.inRow, last: failure) }
    try await recover(from: failure, &folder)
  }

  /// Four groups are under way at a time: while one is committed the next is read, the one after is on
  /// its way, and the one behind that is asked for. Returns what ended the fetch early.
  private func fetch(
    _ groups: [FetchGroup], _ waiting: inout WaitingMails, in folder: MailboxFolder,
    counting breaks: inout Breaks
  ) async throws -> IMAPError? {
    // What is read, what arrives, and what of the group after may arrive before its turn.
    let spools = try (0..<3).map { _ in try spool() }
    let session = folder.session
    var tickets: [FetchTicket] = []
    var arrival: FetchArrival?
    var read: ReadArrival?
    var failure: IMAPError?
    for index in 0...groups.count {
      if index < groups.count {
        let spool = spools[index % 3]
        try spool.clear()
        do throws(IMAPError) {
          tickets.append(try await request(groups[index], into: spool, on: session))
        } catch {
          failure = error
          break
        }
      }
      if index == 0 { continue }
      let (group, ticket, spool) = (
        groups[index - 1], tickets[index - 1], spools[(index - 1) % 3]
      )
      let arrived = arrival
      async let arriving = FetchArrival.receive(group, ticket, in: spool, on: session)
      async let reading = self.read(arrived, from: folder)
      try await file(read, &waiting, in: folder, counting: &breaks)
      read = try await reading
      arrival = await arriving
      failure = arrival?.failure
      if failure != nil { break }
    }
    try await file(read, &waiting, in: folder, counting: &breaks)
    try await settle(arrival, &waiting, in: folder, counting: &breaks)
    // Of an arrival the failure has been counted; that of a request hasn't.
    if let failure, arrival?.failure == nil { breaks.count(failure, delivered: false) }
    return failure
  }

  /// Asks for each suspect by itself. What can't be had so either is `failed`: it stays on the
  /// server, and the rest goes on.
  func fetchAlone(
    _ waiting: inout WaitingMails, from folder: inout MailboxFolder
  ) async throws {
    for message in waiting.suspectedMessages {
      var breaks = Breaks()
      var pauses = Backoff(first: .milliseconds(200), limit: .seconds(5))
      let group = FetchGroup([message])
      while let reason = waiting.suspects[message.uid] {
        // Counted before the try, so that a message that ends the process counts too.
        let tries = try await store.recordTrouble(
          in: folder.id, uid: message.uid.rawValue, error: reason, now: now())
        note(
          "asked for alone: \(reason)", of: message.uid.rawValue, in: folder,
          ["try": "\(tries)"], level: .notice)
        let arrival = try await fetch(group, in: folder)
        try await settle(arrival, &waiting, in: folder, counting: &breaks)
        if let failure = arrival.failure {
          try await recover(from: failure, &folder)
        }
        guard let last = waiting.suspects[message.uid] else { break }
        if tries >= Self.triesAlone {
          try await giveUp(message, arrival, because: last, &waiting, in: folder)
        } else {
          try await Task.sleep(for: pauses.next(random: .random(in: 0..<1)))
        }
      }
    }
  }

  private func fetch(_ group: FetchGroup, in folder: MailboxFolder) async throws -> FetchArrival {
    let spool = try spool()
    do throws(IMAPError) {
      let ticket = try await request(group, into: spool, on: folder.session)
      return await FetchArrival.receive(group, ticket, in: spool, on: folder.session)
    } catch {
      return FetchArrival(group: group, spool: spool, failure: error)
    }
  }

  private func giveUp(
    _ message: ListedMessage, _ arrival: FetchArrival, because reason: String,
    _ waiting: inout WaitingMails, in folder: MailboxFolder
  ) async throws {
    let isThere = try await folder.session.present([message.uid]).contains(message.uid)
    let why = isThere ? reason : "it vanished from the folder before it could be fetched"
    let remains = arrival.spool.remains(of: message, reason: why, now: now())
    try await file(try await filing.read([remains]), [message.uid], &waiting, in: folder)
  }

  /// Settles what arrived of a group and marks who broke it.
  private func settle(
    _ arrival: FetchArrival?, _ waiting: inout WaitingMails, in folder: MailboxFolder,
    counting breaks: inout Breaks
  ) async throws {
    let read = try await read(arrival, from: folder)
    try await file(read, &waiting, in: folder, counting: &breaks)
  }

  /// Reads what arrived of a group. Its spool may be cleared then.
  private func read(
    _ arrival: FetchArrival?, from folder: MailboxFolder
  ) async throws -> ReadArrival? {
    guard let arrival else { return nil }
    let messages = arrival.arrived(now: now())
    noteFetched(messages, in: folder)
    let uids = messages.compactMap { $0.uid.map(UID.init(rawValue:)) }
    return ReadArrival(
      mails: try await filing.read(messages), uids: uids, failure: arrival.failure,
      suspects: arrival.suspects(arrived: Set(uids)))
  }

  private func file(
    _ read: ReadArrival?, _ waiting: inout WaitingMails, in folder: MailboxFolder,
    counting breaks: inout Breaks
  ) async throws {
    guard let read else { return }
    try await file(read.mails, read.uids, &waiting, in: folder)
    if let failure = read.failure, failure.endsRun { throw failure.underlying }
    breaks.count(read.failure, delivered: !read.uids.isEmpty)
    for (uid, reason) in read.suspects { waiting.suspect(uid, because: reason) }
  }

  /// Gives the mails their verdicts and moves the position past what is settled.
  private func file(
    _ mails: MessageFiling.ReadMails, _ uids: [UID], _ waiting: inout WaitingMails,
    in folder: MailboxFolder
  ) async throws {
    guard !uids.isEmpty else { return }
    let place = MessageFiling.Place(
      folder: folder.id, nextUID: waiting.nextUID(settling: uids), after: mailbox.after)
    try await filing.file(mails, from: place)
    waiting.settle(uids)
    await report.activity(.reading(waiting.progress.settled, of: waiting.progress.of))
  }

  /// Goes on after `failure`: on a new session, unless the old one is still good.
  private func recover(from failure: IMAPError, _ folder: inout MailboxFolder) async throws {
    if failure.endsRun { throw failure.underlying }
    guard failure.endsSession else { return }
    logger.notice(
      "connected anew: \(failure.message)", metadata: ["mailbox": "\(mailbox.name)"])
    try await folder.reconnect()
  }

  private func request(
    _ group: FetchGroup, into spool: Spool, on session: IMAPSession
  ) async throws(IMAPError) -> FetchTicket {
    try await session.request(
      group.uids, limit: group.bodyLimit(mailbox.maximumMessageSize), into: spool)
  }

  private func spool() throws -> Spool {
    try Spool(in: store.spoolDirectory, limit: mailbox.maximumMessageSize)
  }
}

/// What was read of one group's arrival.
private struct ReadArrival: Sendable {
  let mails: MessageFiling.ReadMails
  let uids: [UID]
  /// What ended the fetch early.
  let failure: IMAPError?
  /// Whom to ask for alone, and why.
  let suspects: [UID: String]
}

/// Broken connections, one after the other, with nothing delivered between them.
private struct Breaks {
  private(set) var inRow = 0

  mutating func count(_ failure: IMAPError?, delivered: Bool) {
    if delivered { inRow = 0 }
    if let failure, failure.isBreak { inRow += 1 }
  }
}
