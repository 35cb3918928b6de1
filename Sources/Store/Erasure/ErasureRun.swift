import Foundation
import Records

/// An erasure under way. All that it is to take is found first, in one snapshot, and what it is
/// asked is refused there. Then it takes the texts of the log, and what rows hold, in batches, each
/// in one transaction with the entry that records it and with what is done so far; the subject's
/// own record, by which the rest is found, goes in the last. Cut off and asked for again, it goes
/// on with what is left, which is nothing when only its answer was not delivered.
struct ErasureRun: Sendable {
  let company: CompanyID
  let engine: any Engine
  let reminders: ReminderDefaults
  let request: ErasureRequest
  let actor: Actor
  let now: Date
  /// Looks up the subject, with the further names that the request gives.
  let target: @Sendable (Transaction, _ also: [String]) throws -> ErasureTarget
  var limits = BatchLimits()

  /// The work as it was found before it began.
  private struct Plan {
    let erasure: Erasure
    let journal: ErasureJournal
    let survey: ErasureSurvey
    let state: ErasureJournal.State?

    /// Nothing is to be taken: it was erased before, and nothing came since.
    var isDone: Bool {
      (state?.done.isFinished ?? true) && !survey.report.isFirst && survey.report.isEmpty
    }

    /// The report before anything is taken, or at the point where the erasure was cut off.
    var beginning: ErasureReport {
      let request = erasure.request
      var report = state?.done.report(also: request.also) ?? ErasureReport()
      if state == nil { report.isFirst = survey.report.isFirst }
      if state?.request != request.digest { report.reached = survey.report.reached }
      return report
    }
  }

  /// The progress of the work.
  private struct Position {
    var entry = 0
    var row = 0
    var lastEntry: Int64
    /// Entries that fit into the next batch.
    var batch: Int
    var state: ErasureJournal.State?
    var report: ErasureReport
    var isDone = false
  }

  func run(_ deliver: Delivery<ErasureReport> = { _ in }) async throws -> ErasureReport {
    let plan = try await planned(try StoreError.refusing(request.checked()))
    var report = request.dryRun ? plan.survey.report : try await taken(plan)
    let known = report.remains.undecided
    report.remains = try await engine.read {
      try ErasureRemains(of: plan.erasure, known: known, in: $0)
    }
    try await deliver(report)
    if !request.dryRun {
      let now = now
      try await engine.write { try plan.journal.forgetFinished(at: now, in: $0) }
    }
    return report
  }

  /// Takes all that there is, and counts it with what was taken before.
  private func taken(_ plan: Plan) async throws(StoreError) -> ErasureReport {
    let start = ContinuousClock.now
    try StoreError.refusing(plan.survey.reach.require(atMost: request.mostOthers))
    var position = Position(
      lastEntry: plan.survey.lastEntry, batch: limits.rows, state: plan.state,
      report: plan.beginning, isDone: plan.isDone)
    while !position.isDone {
      let (before, begin) = (position, ContinuousClock.now)
      let moment = now + (begin - start) / .seconds(1)
      position = try await engine.write { try batch(plan, from: before, at: moment, in: $0) }
      let time = ContinuousClock.now - begin
      if position.entry > before.entry {
        position.batch = limits.rows(after: position.entry - before.entry, in: time)
      }
      if !position.isDone { await BatchLimits.letOthersWrite(after: time) }
    }
    return position.report
  }

  private func planned(_ request: ErasureRequest) async throws(StoreError) -> Plan {
    let run = self
    return try await engine.read { transaction in
      let target = try run.target(transaction, request.also)
      let company = try Company.required(run.company, in: transaction)
      let logText = LogText(company.language)
      let erasure = Erasure(
        company: run.company, subject: target.subject, spellings: target.spellings,
        request: request, mark: logText.erased,
        today: try LocalClock(company).day(at: run.now.storedSeconds))
      let journal = ErasureJournal(company: run.company, subject: target.subject)
      let state = try journal.find(request, at: run.now, in: transaction)
      if let state, state.request != request.digest, !request.anew, !request.dryRun {
        throw Refusal(of: target.subject.refused, .request(.askedOtherwise))
      }
      return Plan(
        erasure: erasure, journal: journal,
        survey: try ErasureSurvey(erasure, target, in: transaction), state: state)
    }
  }

  // MARK: One batch

  private func batch(
    _ plan: Plan, from before: Position, at moment: Date, in transaction: Transaction
  ) throws -> Position {
    let known = try plan.journal.find(plan.erasure.request, at: now, in: transaction)
    guard known == before.state else {
      throw StoreError(
        kind: .busy, subject: plan.erasure.subject.noun,
        cause: "another process erases the same data, and has gone on with it",
        suggestion: "wait for its end, and ask for it again")
    }
    var position = before
    let end = limits.end
    let change = try RecordedChange(of: company, by: actor, at: now, in: transaction)
    try KeptEdit.forgetAll(of: company, in: transaction)
    try plan.erasure.subject.detach(change, reminders: reminders)
    try takeEntries(plan, &position, change)
    // However slow the machine is, each batch takes something.
    var hasTaken = position.entry > before.entry
    while position.row < plan.survey.rows.count, !hasTaken || ContinuousClock.now < end {
      try takeRow(plan, &position, in: transaction)
      hasTaken = true
    }
    position.isDone =
      position.entry == plan.survey.entries.count && position.row == plan.survey.rows.count
    if position.isDone {
      position.report.remains = try ErasureRemains(
        of: plan.erasure, known: position.report.remains.undecided, in: transaction)
      try plan.erasure.subject.clear(of: company, mark: plan.erasure.mark, in: transaction)
    }
    let done = ErasureJournal.Done(position.report, isFinished: position.isDone)
    let state = ErasureJournal.State(request: plan.erasure.request.digest, done: done)
    try plan.journal.store(state, at: moment, in: transaction)
    position.state = state
    return position
  }

  /// Takes the texts of the next entries, and of all that came meanwhile. The first batch records
  /// the erasure even when there are none.
  private func takeEntries(
    _ plan: Plan, _ position: inout Position, _ change: RecordedChange
  ) throws {
    let transaction = change.transaction
    let log = try LogErasure(plan.erasure, in: transaction)
    let next = plan.survey.entries[position.entry...].prefix(position.batch)
    var entries = try next.compactMap { try log.entry($0, in: transaction) }
    position.entry += next.count
    position.lastEntry = try log.forEach(
      behind: position.lastEntry, of: company, in: transaction
    ) { entry, _ in entries.append(entry) }
    guard !entries.isEmpty || position.state == nil else { return }
    try log.erase(entries, change)
    for entry in entries { position.report.count(entry) }
  }

  private func takeRow(
    _ plan: Plan, _ position: inout Position, in transaction: Transaction
  ) throws {
    let (number, key) = plan.survey.rows[position.row]
    let table = Erasure.tables[number]
    position.row += 1
    guard let row = try table.row(key, in: transaction) else { return }
    let values = try plan.erasure.values(for: row, of: table, in: transaction)
    guard !values.isEmpty else { return }
    let documents = try table.documents(of: key, in: transaction)
    try DocumentIndex(transaction: transaction).following(documents) {
      try table.write(values, to: key, in: transaction)
    }
    position.report.count(values, in: table)
  }
}
