import Foundation
import Logging
import MailTransport
import Records
import Store

extension IngestRun {
  /// Performs the plan's actions until every message is settled, or waits for a later run.
  func carryOut(_ plan: inout FetchPlan, in folder: inout MailboxFolder) async throws {
    await tellProgress(of: plan)
    var pauses = pauses
    var lastTry: FetchArrival?
    while true {
      switch plan.next(now: now()) {
      case .fetch(let groups): try await fetch(groups, &plan, from: folder)
      case .ask(let request): lastTry = try await ask(for: request, &plan, in: folder)
      case .reconnect(let reason): try await reconnect(&folder, because: reason)
      case .locate(let uids): try await locate(uids, &plan, in: &folder)
      case .probe(let uid): plan.probed(delivers: try await delivers(uid, in: folder))
      case .pause: try await Task.sleep(for: pauses.next(random: .random(in: 0..<1)))
      case .fail(let message, let reason, let remains):
        let rest = remains == .lastTry ? lastTry?.spool : nil
        try await fail(message, because: reason, with: rest, &plan, in: folder)
      case .forget(let uids):
        try await store.forgetTroubles(in: folder.id, uids: uids.map(\.rawValue))
      case .stop(let trouble): throw trouble
      case .done: return
      }
    }
  }

  /// Files group after group, while the next ones are fetched and read.
  private func fetch(
    _ groups: [FetchGroup], _ plan: inout FetchPlan, from folder: MailboxFolder
  ) async throws {
    let pipeline = FetchPipeline(groups, by: fetch(from: folder)) { arrival in
      try await read(arrival, from: folder)
    }
    try await pipeline.run { arrivals in
      for await arrival in arrivals { try await file(arrival, &plan, in: folder) }
    }
  }

  func fetch(from folder: MailboxFolder) -> GroupFetch {
    GroupFetch(
      session: folder.session, limit: mailbox.maximumMessageSize, memory: memory,
      directory: store.spoolDirectory)
  }

  /// Reads what arrived of a group. The arrival's spool may be used again then.
  func read(_ arrival: FetchArrival, from folder: MailboxFolder) async throws -> ReadArrival {
    let messages = arrival.arrived(now: now())
    noteFetched(messages, in: folder)
    let uids = messages.compactMap { $0.uid.map(UID.init(rawValue:)) }
    try folder.inProgress.begin(uids)
    let mails = uids.isEmpty ? [] : try await intake.read(messages, sign: report.sign)
    return ReadArrival(
      mails: mails, uids: uids, failure: arrival.failure,
      suspects: arrival.suspects(arrived: Set(uids)))
  }

  /// Gives the mails their verdicts, and moves the position past what is settled.
  func file(_ read: ReadArrival, _ plan: inout FetchPlan, in folder: MailboxFolder) async throws {
    if !read.uids.isEmpty {
      let done = try await intake.file(
        read.mails, from: place(read.uids, plan, folder), sign: report.sign)
      try folder.inProgress.end(read.uids)
      let refused = Dictionary(
        done.refused.compactMap { one in one.uid.map { (UID(rawValue: $0), one.reason) } },
        uniquingKeysWith: { first, _ in first })
      for (uid, reason) in refused { plan.refused(uid, because: reason) }
      await settled(read.uids.filter { refused[$0] == nil }, &plan)
    }
    try endRun(after: read.failure)
    plan.arrived(read.uids, suspects: read.suspects, failure: read.failure)
  }

  /// Full disks, cancellation and a server that asks for a pause end the run.
  func endRun(after failure: IMAPError?) throws {
    if let failure, failure.endsRun { throw failure.underlying }
  }

  /// The messages' place, and the folder's position when they are settled.
  func place(
    _ uids: [UID], _ plan: FetchPlan, _ folder: MailboxFolder
  ) -> MailIntake.Place {
    MailIntake.Place(
      folder: folder.id, nextUID: plan.waiting.nextUID(settling: uids), after: mailbox.after)
  }

  func settled(_ uids: [UID], _ plan: inout FetchPlan) async {
    plan.settled(uids)
    await tellProgress(of: plan)
  }

  private func tellProgress(of plan: FetchPlan) async {
    let progress = plan.waiting.progress
    if progress.of > 0 { await report.activity(.reading(progress.settled, of: progress.of)) }
  }

  func reconnect(_ folder: inout MailboxFolder, because reason: String) async throws {
    tell("connected anew: \(reason)")
    try await folder.reconnect()
  }
}
