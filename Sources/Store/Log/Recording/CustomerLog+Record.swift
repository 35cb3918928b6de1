import Foundation
import GRDB

/// What came of recording an event.
package struct RecordingOutcome: Sendable, Hashable {
  package let entry: LogEntry
  /// False when the log held the very same event under the same external id.
  package let isNew: Bool
}

/// How many events an import brought.
package struct ImportCount: Sendable, Hashable {
  package internal(set) var added = 0
  /// Those that the log held already.
  package internal(set) var unchanged = 0
}

/// One event of an import, and where it stands: `laskut.jsonl, line 12`.
package struct ImportedLine: Sendable {
  package let place: String
  package let event: RecordedEvent

  package init(place: String, event: RecordedEvent) {
    self.place = place
    self.event = event
  }
}

/// Recording events from outside.
extension CustomerLog {
  package func record(
    _ event: RecordedEvent, now: Date
  ) async throws(StoreError) -> RecordingOutcome {
    let event = try event.checked()
    let company = company
    return try await database.write { database in
      let recording = try EventRecording(company: company, database: database, now: now)
      let (number, isNew) = try recording.record(event)
      return RecordingOutcome(
        entry: try LogEntry.required(number, of: company, in: database), isNew: isNew)
    }
  }

  /// Records all lines of a source, or none: the first error names its line, and nothing is stored.
  /// `open` is called inside the one transaction and gives the next line at each call of what it
  /// returns, nil at the end; while it goes on, other writers wait.
  package func importEvents(
    now: Date, _ open: @escaping @Sendable () -> () throws(StoreError) -> ImportedLine?
  ) async throws(StoreError) -> ImportCount {
    let company = company
    return try await database.write { database in
      let recording = try EventRecording(company: company, database: database, now: now)
      let next = open()
      var count = ImportCount()
      while let line = try next() {
        do {
          let isNew = try recording.record(try line.event.checked()).isNew
          if isNew { count.added += 1 } else { count.unchanged += 1 }
        } catch let error as StoreError where StoreError.isAboutOneRow(error) {
          throw error.imported(from: line.place)
        }
      }
      return count
    }
  }
}

extension LogEntry {
  static let byNumberSQL = columns + " WHERE company = ? AND number = ?"

  static func required(
    _ number: LogNumber, of company: CompanyID, in database: Database
  ) throws -> LogEntry {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: byNumberSQL),
      arguments: [company.rawValue, number.rawValue])
    guard let row else { throw StoreError.notFound("log entry \(number.rawValue)") }
    return try LogEntry(row: row)
  }
}
