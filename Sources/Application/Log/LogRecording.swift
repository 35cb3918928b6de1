import Foundation
import Records
import Store

/// Records events in a company's customer log.
package struct LogRecording: Sendable {
  private let scope: CompanyScope

  package init(at scope: CompanyScope) { self.scope = scope }

  /// `moment` is when it happened, as people write it in the company's zone; nil is now.
  package func record(
    _ event: RecordedEvent, at moment: String?, now: Date
  ) async throws -> LogRecordingRow {
    let days = try CompanyDays(await scope.company())
    var event = event
    event.at = try moment.map(days.moment(_:))
    return Self.row(try await scope.log.record(event, now: now), days)
  }

  /// Records the events of JSON lines, as of an import, in one transaction. Each has its own
  /// answer, in their order: one that is refused stops none of the others. `actor` is the e-mail
  /// address of who acts where a line names nobody.
  package func record(
    _ lines: [Result<Data, Refusal>], by actor: String?, now: Date
  ) async throws -> [Result<LogRecordingRow, Refusal>] {
    let days = try CompanyDays(await scope.company())
    let read = try lines.map { try Self.event($0, by: actor, days) }
    let events = read.compactMap { if case .success(let event) = $0 { event } else { nil } }
    var outcomes =
      events.isEmpty
      ? [].makeIterator() : try await scope.log.recordEach(events, now: now).makeIterator()
    return read.map { event in
      event.flatMap { _ in
        guard let outcome = outcomes.next() else {
          preconditionFailure("each event has an outcome")
        }
        return outcome.map { Self.row($0, days) }
      }
    }
  }

  private static func event(
    _ line: Result<Data, Refusal>, by actor: String?, _ days: CompanyDays
  ) throws -> Result<RecordedEvent, Refusal> {
    do {
      var event = try LogLine(line.get()).event(days)
      event.person = event.person ?? actor
      return .success(event)
    } catch let refusal as Refusal {
      return .failure(refusal)
    }
  }

  private static func row(_ outcome: RecordingOutcome, _ days: CompanyDays) -> LogRecordingRow {
    let entry = LogEntryRow(outcome.entry, localTime: days.text(outcome.entry.at))
    return LogRecordingRow(entry: entry, recorded: outcome.isNew)
  }
}
