import Foundation
import Records

/// An import under way. Every row is checked first, in one snapshot, while nobody waits. Then the
/// rows are written in batches, each in one transaction with its log entries and with how far it
/// came: cut off and started again with the same file, the import goes on behind the last batch;
/// one that was cut off behind that, before its answer was delivered, answers again.
struct ImportRun<Fields: Sendable>: Sendable {
  let source: ImportSource
  let engine: any Engine
  /// The moment of the log's entries.
  let now: Date
  /// Begins at the first line, each time.
  let open: @Sendable () throws(StoreError) -> ImportLines<Fields>
  /// Gives what is wrong with a row, or what it would do, in a transaction that changes nothing.
  let checker: @Sendable (Transaction) throws -> (ImportRow<Fields>) throws -> RowCheck
  /// Gets the next rows ready, which may take long, before their transaction; nil where there is
  /// nothing to be done. Rows that didn't fit into a transaction come again.
  var prepare: (@Sendable ([ImportRow<Fields>]) async throws(StoreError) -> [ImportRow<Fields>])?
  /// Carries out a row.
  let writer: @Sendable (Transaction) throws -> (ImportRow<Fields>) throws -> ImportEffect
  /// Faults that were found while the file was read.
  var faults = ImportFaults()
  var manner = ImportManner()
  var limits = BatchLimits()

  func run(_ deliver: Delivery<ImportOutcome>) async throws -> ImportOutcome {
    let outcome = try await outcome()
    try await deliver(outcome)
    guard case .imported = outcome, !manner.isDry else { return outcome }
    let (source, now) = (source, now)
    try await engine.write { try ImportJournal.forgetFinished(source, at: now, in: $0) }
    return outcome
  }

  private func outcome() async throws(StoreError) -> ImportOutcome {
    let start = ContinuousClock.now
    let (source, now) = (source, now)
    let found =
      manner.isAnew
      ? nil : try await engine.read { try ImportJournal.find(source, at: now, in: $0) }
    let (faults, total, tally) = try await checked(behind: found)
    guard faults.isEmpty else { return .refused(faults) }
    if manner.isDry { return .imported(tally) }
    var journal = found ?? ImportJournal(of: source, total: total)
    guard journal.total == total else { throw self.changed }
    let lines = try open()
    for _ in 0..<journal.done { _ = try row(of: lines) }
    var waiting: [ImportRow<Fields>] = []
    while journal.done < total {
      while waiting.count < min(limits.rows, total - journal.done) {
        waiting.append(try row(of: lines))
      }
      if let prepare { waiting = try await prepared(waiting, by: prepare, behind: journal) }
      let begin = ContinuousClock.now
      let next = try await write(
        waiting, behind: journal, at: now + (begin - start) / .seconds(1))
      // Others write while rows are prepared.
      if next.done < total, prepare == nil {
        await BatchLimits.letOthersWrite(after: .now - begin)
      }
      waiting.removeFirst(next.done - journal.done)
      journal = next
    }
    return .imported(journal.tally)
  }

  /// All that is wrong, the number of rows, and what all of them would do. Nothing is asked of rows
  /// that are in already, but their external ids count.
  private func checked(
    behind found: ImportJournal?
  ) async throws(StoreError) -> (faults: ImportFaults, total: Int, tally: ImportTally) {
    let run = self
    return try await engine.read { transaction in
      let (lines, check) = (try run.open(), try run.checker(transaction))
      var (faults, total, tally) = (run.faults, 0, found?.tally ?? ImportTally())
      while let line = try lines() {
        switch line {
        case .fault(let number, let refusal): faults.add(line: number, refusal)
        case .row(let row):
          let checked = try check(row)
          total += 1
          guard total > found?.done ?? 0 else { continue }
          switch checked {
          case .right(let effect): tally.count(effect)
          case .faulty(let errors): for error in errors { faults.add(line: row.line, error) }
          }
        }
      }
      return (faults, total, tally)
    }
  }

  private func row(of lines: ImportLines<Fields>) throws(StoreError) -> ImportRow<Fields> {
    guard case .row(let row) = try lines() else { throw changed }
    return row
  }

  private func prepared(
    _ rows: [ImportRow<Fields>],
    by prepare: ([ImportRow<Fields>]) async throws(StoreError) -> [ImportRow<Fields>],
    behind journal: ImportJournal
  ) async throws(StoreError) -> [ImportRow<Fields>] {
    do throws(StoreError) {
      return try await prepare(rows)
    } catch {
      throw error.cutting(journal)
    }
  }

  private func write(
    _ rows: [ImportRow<Fields>], behind journal: ImportJournal, at moment: Date
  ) async throws(StoreError) -> ImportJournal {
    let run = self
    do throws(StoreError) {
      return try await engine.write { transaction in
        if run.manner.isAnew && journal.done == 0 {
          try ImportJournal.forgetAll(like: run.source, in: transaction)
        }
        try journal.requirePresent(at: run.now, in: transaction)
        let (write, end) = (try run.writer(transaction), run.limits.end)
        var next = journal
        for row in rows {
          next.count(try run.placing(row) { try write(row) })
          if ContinuousClock.now >= end { break }
        }
        try next.store(at: moment, in: transaction)
        return next
      }
    } catch {
      throw error.cutting(journal)
    }
  }

  /// Refusals of `body` name the row's line.
  private func placing<Value>(
    _ row: ImportRow<Fields>, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch  where StoreError.isAboutOneRow(error) {
      throw StoreError.wrapping(error, directory: engine.directory)
        .inside("\(source.file.name), line \(row.line)")
    }
  }

  private var changed: StoreError {
    StoreError(Refusal(of: .file(source.file.name), .importing(.changedMeanwhile)))
  }
}

/// The finding of a look at a row before anything is written.
enum RowCheck {
  case right(ImportEffect)
  case faulty([Refusal])

  /// `effect` counts where there are no faults.
  init(_ faults: FieldFaults, _ effect: @autoclosure () -> ImportEffect) {
    self = faults.errors.isEmpty ? .right(effect()) : .faulty(faults.errors)
  }
}

extension StoreError {
  /// The error with what is in of the import that it cut off.
  fileprivate func cutting(_ journal: ImportJournal) -> StoreError {
    let rest =
      journal.done == 0
      ? "nothing was imported"
      : "\(journal.done) of \(journal.total) rows are in: the same file goes on behind them"
    var error = adding(rest)
    error.isResumable = journal.done > 0
    return error
  }
}
