import Foundation
import Store

/// Records the events of a file of JSON lines, once all of the file is right. The same file goes on
/// where an import of it was cut off.
package struct LogImport: Sendable {
  private let file: LogFile
  private let manner: ImportManner

  /// Imports an open file, named `name`, that can be read from its beginning again.
  package init(_ descriptor: Int32, name: String, _ manner: ImportManner = ImportManner()) {
    file = LogFile(descriptor, name: name)
    self.manner = manner
  }

  /// Throws `ImportRefused` for a file that isn't right. The outcome is known until `deliver` has
  /// returned.
  package func run(
    at scope: CompanyScope, now: Date, deliver: Delivery<LogImportRow>
  ) async throws {
    let (file, manner, days) = (file, manner, try CompanyDays(await scope.company()))
    try await scope.log.importEvents(
      ImportedFile(name: file.name, descriptor: file.descriptor), manner, now: now
    ) { () throws(StoreError) in
      var lines = try LogLines(file, days: days)
      return { () throws(StoreError) in try lines.next() }
    } deliver: {
      try await deliver(LogImportRow($0.tally(of: file.name)))
    }
  }
}
