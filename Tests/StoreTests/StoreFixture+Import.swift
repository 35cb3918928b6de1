import Foundation
import Records

@testable import Store

extension ImportedFile {
  static let sample = ImportedFile(name: "rivit.csv", bytes: Array("rivit".utf8))
}

extension CustomerLog {
  /// Imports events as the lines of one file, from line 1.
  func importEvents(
    _ events: [RecordedEvent], of file: ImportedFile = .sample
  ) async throws -> ImportOutcome {
    try await importEvents(file, now: now) { () throws(StoreError) in
      var rest = events.enumerated().makeIterator()
      return { () throws(StoreError) in
        rest.next().map { .row(ImportRow(line: $0 + 1, externalID: nil, fields: $1)) }
      }
    }
  }
}
