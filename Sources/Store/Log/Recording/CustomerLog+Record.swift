import Foundation
import Records

/// The outcome of recording an event.
package struct RecordingOutcome: Sendable, Hashable {
  package let entry: LogEntry
  /// False when the log held the very same event under the same external id.
  package let isNew: Bool
}

/// Recording events from outside.
extension CustomerLog {
  package func record(
    _ event: RecordedEvent, now: Date
  ) async throws(StoreError) -> RecordingOutcome {
    let event = try StoreError.refusing(event.checked())
    let company = company
    return try await engine.write { transaction in
      let recording = try EventRecording(company: company, transaction: transaction, now: now)
      let (number, isNew) = try recording.record(event)
      return RecordingOutcome(
        entry: try LogEntry.required(number, of: company, in: transaction), isNew: isNew)
    }
  }

  /// Records events that came together, in one transaction. Each has its own outcome, in their
  /// order; one that is refused leaves no trace, since it is refused before anything is written.
  package func recordEach(
    _ events: [RecordedEvent], now: Date
  ) async throws(StoreError) -> [Result<RecordingOutcome, Refusal>] {
    let company = company
    return try await engine.write { transaction in
      let recording = try EventRecording(company: company, transaction: transaction, now: now)
      return try events.map { event in
        do {
          let (number, isNew) = try recording.record(event.checked())
          let entry = try LogEntry.required(number, of: company, in: transaction)
          return .success(RecordingOutcome(entry: entry, isNew: isNew))
        } catch let refusal as Refusal {
          return .failure(refusal)
        }
      }
    }
  }

  /// Records the events of a file: all of them, or none when anything is wrong with one. `open`
  /// begins at the first line each time that it is called. Lines are written in batches, see
  /// `ImportRun`. Given again before `deliver`
  /// has returned, the file gives the same outcome and changes nothing.
  @discardableResult
  package func importEvents(
    _ file: ImportedFile, _ manner: ImportManner = ImportManner(), now: Date,
    _ open: @escaping @Sendable () throws(StoreError) -> ImportLines<RecordedEvent>,
    deliver: Delivery<ImportOutcome> = { _ in }
  ) async throws -> ImportOutcome {
    let company = company
    return try await ImportRun<RecordedEvent>(
      source: ImportSource(company: company, kind: .events, file: file), engine: engine,
      now: now, open: open,
      checker: { transaction in
        let recording = try EventRecording(company: company, transaction: transaction, now: now)
        var check = EventCheck(recording)
        return { try check.look(at: $0) }
      },
      writer: { transaction in
        let recording = try EventRecording(company: company, transaction: transaction, now: now)
        return { try recording.record($0.fields.checked()).isNew ? .added : .unchanged }
      }, manner: manner
    ).run(deliver)
  }
}

extension LogEntry {
  static func required(
    _ number: LogNumber, of company: CompanyID, in transaction: Transaction
  ) throws -> LogEntry {
    let row = try transaction.row(
      "\(raw: columns) WHERE company = \(company) AND number = \(number)")
    guard let row else {
      throw Refusal(of: .record(.logEntry, number.rawValue), .absent(.unknown))
    }
    return try LogEntry(row: row)
  }
}
