import Foundation
import Logging
import MailTransport
import Records
import Store

/// The actions of a plan that concern a single message.
extension IngestRun {
  /// Asks for a message by itself, and settles what comes. What the store refuses, or what ended
  /// too many processes, is kept as it is.
  func ask(
    for request: LoneRequest, _ plan: inout FetchPlan, in folder: MailboxFolder
  ) async throws -> FetchArrival {
    try await count(request, &plan, in: folder)
    let arrival = try await fetch(from: folder).fetch(FetchGroup([request.message]))
    try folder.inProgress.begin(alone: request.uid)
    if request.isFiled { try await file(read(arrival, from: folder), &plan, in: folder) }
    for message in arrival.arrived(now: now()) {
      guard let keeping = plan.keepingReason(of: request.uid) else { continue }
      try await keep(
        message.unfiled(because: keeping.reason, readingHeader: keeping.readsHeader), &plan,
        in: folder)
    }
    try folder.inProgress.end([request.uid])
    try endRun(after: arrival.failure)
    plan.asked(request, failure: arrival.failure, arrival.outcome, now: now())
    return arrival
  }

  private func count(
    _ request: LoneRequest, _ plan: inout FetchPlan, in folder: MailboxFolder
  ) async throws {
    guard let reason = request.countedFor else { return }
    let trouble = try await store.recordTrouble(
      in: folder.id, uid: request.uid.rawValue, because: reason, isFirst: request.isFirst,
      now: now())
    plan.counted(trouble)
    note(
      "asked for alone: \(reason)", of: request.uid.rawValue, in: folder,
      ["try": "\(trouble.tries)"], level: .notice)
  }

  /// Gives a message that can't be filed its verdict, with what there is of it.
  private func keep(
    _ message: ArrivedMessage, _ plan: inout FetchPlan, in folder: MailboxFolder
  ) async throws {
    let uids = message.uid.map { [UID(rawValue: $0)] } ?? []
    _ = try await intake.keep(message, from: place(uids, plan, folder), sign: report.sign)
    await settled(uids, &plan)
  }

  /// Gives a message that the server didn't deliver its verdict, with what came of it into `spool`.
  func fail(
    _ message: ListedMessage, because reason: MailReason, with spool: Spool?,
    _ plan: inout FetchPlan, in folder: MailboxFolder
  ) async throws {
    let spool = spool ?? fetch(from: folder).spool()
    try await keep(
      spool.remains(of: message, reason: reason, now: now()), &plan, in: folder)
  }

  /// True when a message that was delivered before is delivered now: else the server is in trouble
  /// since.
  func delivers(_ uid: UID, in folder: MailboxFolder) async throws -> Bool {
    let sink = fetch(from: folder).spool()
    try sink.clear(for: 1)
    let ticket = try await folder.session.request([uid], limit: 1, into: sink)
    return try await folder.session.receive(ticket).refusal == nil
  }

  /// Looks for suspects in the folder. Those that somebody has taken away are no mails of this
  /// folder: they get no verdict.
  func locate(
    _ suspects: [UID], _ plan: inout FetchPlan, in folder: inout MailboxFolder
  ) async throws {
    let list = try await folder.facts(of: suspects)
    // An entry that can't be read may be any of them: then no message counts as gone.
    let isSure = list.unreadable == 0 && list.isWhole
    let gone = plan.located(isSure ? Set(list.messages.map(\.uid)) : nil)
    for uid in gone {
      note("gone before it could be fetched", of: uid.rawValue, in: folder, level: .notice)
    }
    try await store.forgetTroubles(in: folder.id, uids: gone.map(\.rawValue))
  }
}
