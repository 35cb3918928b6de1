import Records
import Store

/// Reads a company's customer log: one entry, or all of them in the order of recording.
package struct LogReading: Sendable {
  /// Entries that are read at a time: memory stays flat, and no reading lasts so long that a writer
  /// would mind.
  private static let batch = 1_000

  private let scope: CompanyScope

  package init(at scope: CompanyScope) { self.scope = scope }

  package func entry(_ number: LogNumber) async throws -> LogEntryRow {
    let days = try CompanyDays(await scope.company())
    let entry = try await scope.log.entry(number)
    return LogEntryRow(entry, localTime: days.text(entry.at))
  }

  /// Gives `deliver` what was recorded behind a cursor, from the first entry on without, batch by
  /// batch; where nothing more is there, `wait` says whether to look again.
  package func feed(
    after cursor: String?, wait: () async throws -> Bool,
    deliver: ([LogFeedRow]) throws -> Void
  ) async throws {
    let days = try CompanyDays(await scope.company())
    var last = cursor
    repeat {
      while true {
        let entries = try await scope.log.feed(after: last, most: Self.batch)
        guard let end = entries.last else { break }
        try deliver(
          entries.map {
            LogFeedRow(
              entry: LogEntryRow($0.entry, localTime: days.text($0.entry.at)), cursor: $0.cursor)
          })
        last = end.cursor
        if entries.count < Self.batch { break }
      }
    } while try await wait()
  }
}
