import Foundation
import Logging
import MailTransport
import Records
import Store

extension IngestRun {
  /// Fetches and settles the waiting messages, many at a time. A message that breaks its group
  /// becomes a suspect, and the others go on, on a new session where need be.
  func fetchInGroups(
    _ waiting: inout WaitingMails, from folder: inout MailboxFolder, _ record: inout FetchRecord
  ) async throws {
    if waiting.progress.of > 0 {
      await report.activity(.reading(0, of: waiting.progress.of))
    }
    while true {
      let groups = waiting.groups(limit: mailbox.maximumMessageSize)
      if groups.isEmpty { return }
      guard let failure = try await fetch(groups, &waiting, in: folder, &record) else {
        continue
      }
      try await recover(from: failure, &folder, &record)
      if record.isUnsteady { try await probe(&waiting, &folder, &record) }
    }
  }

  /// So many breaks in a row are the server's doing, or that of as many mails: the newest one,
  /// asked for alone, tells which. Throws when it breaks the connection too.
  private func probe(
    _ waiting: inout WaitingMails, _ folder: inout MailboxFolder, _ record: inout FetchRecord
  ) async throws {
    guard let newest = waiting.newest else { return }
    let arrival = try await fetch(from: folder).fetch(FetchGroup([newest]))
    try await settleAlone(arrival, newest.uid, &waiting, in: folder, &record)
    guard let failure = arrival.failure else { return }
    if record.breaksInRow > 0 { throw ServerUnsteady(breaks: record.breaksInRow, last: failure) }
    try await recover(from: failure, &folder, &record)
  }

  /// Files group after group. Returns what ended the fetch early.
  private func fetch(
    _ groups: [FetchGroup], _ waiting: inout WaitingMails, in folder: MailboxFolder,
    _ record: inout FetchRecord
  ) async throws -> IMAPError? {
    let pipeline = FetchPipeline(groups, by: fetch(from: folder)) { arrival in
      try await read(arrival, from: folder)
    }
    var failure: IMAPError?
    try await pipeline.run { arrivals in
      for await arrival in arrivals {
        try await file(arrival, &waiting, in: folder, &record)
        failure = arrival.failure
      }
    }
    return failure
  }

  func fetch(from folder: MailboxFolder) -> GroupFetch {
    GroupFetch(
      session: folder.session, limit: mailbox.maximumMessageSize, memory: memory,
      directory: store.spoolDirectory)
  }

  /// Settles what came of a message that was asked for alone. What the store refuses, or what ended
  /// too many processes, is kept as it is.
  func settleAlone(
    _ arrival: FetchArrival, _ uid: UID, _ waiting: inout WaitingMails, in folder: MailboxFolder,
    _ record: inout FetchRecord
  ) async throws {
    let ends = folder.inProgress.ends(with: uid) ?? 0
    try folder.inProgress.begin(alone: uid)
    if ends < InProgressFile.mostEnds {
      let read = try await read(arrival, from: folder)
      try await file(read, &waiting, in: folder, &record)
    }
    for message in arrival.arrived(now: now()) where waiting.suspects[uid] != nil {
      let reason = ends < InProgressFile.mostEnds ? waiting.suspects[uid] : nil
      let unfiled = message.unfiled(
        because: reason ?? "\(ends) processes ended while it was filed",
        readingHeader: ends <= InProgressFile.mostEnds)
      try await keep(unfiled, &waiting, in: folder)
    }
    try folder.inProgress.end([uid])
  }

  /// Gives a message that can't be filed its verdict, with what there is of it.
  func keep(
    _ message: ArrivedMessage, _ waiting: inout WaitingMails, in folder: MailboxFolder
  ) async throws {
    let uids = message.uid.map { [UID(rawValue: $0)] } ?? []
    _ = try await intake.keep(message, from: place(uids, waiting, folder), sign: report.sign)
    try await settled(uids, &waiting, in: folder)
  }

  /// Reads what arrived of a group. Its spool may be cleared then.
  private func read(
    _ arrival: FetchArrival, from folder: MailboxFolder
  ) async throws -> ReadArrival {
    let messages = arrival.arrived(now: now())
    noteFetched(messages, in: folder)
    let uids = messages.compactMap { $0.uid.map(UID.init(rawValue:)) }
    try folder.inProgress.begin(uids)
    let mails = uids.isEmpty ? [] : try await intake.read(messages, sign: report.sign)
    return ReadArrival(
      mails: mails, uids: uids, failure: arrival.failure,
      suspects: arrival.suspects(arrived: Set(uids)))
  }

  private func file(
    _ read: ReadArrival, _ waiting: inout WaitingMails, in folder: MailboxFolder,
    _ record: inout FetchRecord
  ) async throws {
    if !read.uids.isEmpty { try await file(read.mails, read.uids, &waiting, in: folder) }
    if let failure = read.failure, failure.endsRun { throw failure.underlying }
    record.count(read.failure, delivered: read.uids)
    for (uid, reason) in read.suspects { waiting.suspect(uid, because: reason) }
  }

  /// Gives the mails their verdicts and moves the position past what is settled. Those that the
  /// store refuses become suspects.
  private func file(
    _ mails: [IncomingMail], _ uids: [UID], _ waiting: inout WaitingMails,
    in folder: MailboxFolder
  ) async throws {
    let done = try await intake.file(
      mails, from: place(uids, waiting, folder), sign: report.sign)
    try folder.inProgress.end(uids)
    var refused: Set<UID> = []
    for (uid, reason) in done.refused.compactMap({ one in one.uid.map { ($0, one.reason) } }) {
      refused.insert(UID(rawValue: uid))
      waiting.suspect(UID(rawValue: uid), because: reason)
    }
    try await settled(uids.filter { !refused.contains($0) }, &waiting, in: folder)
  }

  private func settled(
    _ uids: [UID], _ waiting: inout WaitingMails, in folder: MailboxFolder
  ) async throws {
    waiting.settle(uids)
    await report.activity(.reading(waiting.progress.settled, of: waiting.progress.of))
  }

  /// Where the messages are, and where the folder stands when they are settled.
  private func place(
    _ uids: [UID], _ waiting: WaitingMails, _ folder: MailboxFolder
  ) -> MailIntake.Place {
    MailIntake.Place(
      folder: folder.id, nextUID: waiting.nextUID(settling: uids), after: mailbox.after)
  }

  /// Goes on after `failure`: on a new session, unless the old one is still good.
  func recover(
    from failure: IMAPError, _ folder: inout MailboxFolder, _ record: inout FetchRecord
  ) async throws {
    if failure.endsSession { record.reconnected() }
    try await recover(from: failure, &folder)
  }

  func recover(from failure: IMAPError, _ folder: inout MailboxFolder) async throws {
    if failure.endsRun { throw failure.underlying }
    guard failure.endsSession else { return }
    tell("connected anew: \(failure.message)")
    try await folder.reconnect()
  }
}
