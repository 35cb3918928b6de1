import Foundation
import Store

/// Records the events of a file of JSON lines, once all of the file is right. The same file goes on
/// where an import of it was cut off.
package struct LogImport: Sendable {
  private let file: LogFile
  private let anew: Bool

  /// Imports an open file, named `name`, that can be read from its beginning again. `anew` begins
  /// at the first line, and forgets where imports at the company were cut off.
  package init(_ descriptor: Int32, name: String, anew: Bool) {
    file = LogFile(descriptor, name: name)
    self.anew = anew
  }

  /// Throws `ImportRefused` for a file that isn't right. The outcome is known until `deliver` has
  /// returned.
  package func run(
    at scope: CompanyScope, now: Date, deliver: Delivery<LogImportRow>
  ) async throws {
    let (file, days) = (file, try CompanyDays(await scope.company()))
    try await scope.log.importEvents(
      ImportedFile(name: file.name, descriptor: file.descriptor), anew: anew, now: now
    ) { () throws(StoreError) in
      var lines = try LogLines(file, days: days)
      return { () throws(StoreError) in try lines.next() }
    } deliver: {
      try await deliver(LogImportRow($0.tally(of: file.name)))
    }
  }
}
