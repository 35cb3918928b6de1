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
  ) async throws -> LogEntryRow {
    let days = try CompanyDays(await scope.company())
    var event = event
    event.at = try moment.map(days.moment(_:))
    let entry = try await scope.log.record(event, now: now).entry
    return LogEntryRow(entry, localTime: days.text(entry.at))
  }
}
