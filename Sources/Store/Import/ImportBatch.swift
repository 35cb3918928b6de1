import Records

/// The rows of a file that is to be imported, and the lines that could not be read.
package struct ImportBatch<Fields: Sendable>: Sendable {
  package let file: ImportedFile
  package var rows: [ImportRow<Fields>] = []
  package var faults = ImportFaults()

  package init(of file: ImportedFile) { self.file = file }
}

/// One row of such a file.
package struct ImportRow<Fields: Sendable>: Sendable {
  /// The line of the file that it begins on, from 1.
  package let line: Int
  /// Another system's id: a row with a known one brings that record up to date.
  package let externalID: String?
  package let fields: Fields

  package init(line: Int, externalID: String?, fields: Fields) {
    self.line = line
    self.externalID = externalID
    self.fields = fields
  }
}

/// The next of a file that is read as it is imported.
package enum ImportLine<Fields: Sendable>: Sendable {
  case row(ImportRow<Fields>)
  /// A line that can't be read, and why.
  case fault(line: Int, Refusal)
}

/// Gives the next line of a file at each call, nil at the end.
package typealias ImportLines<Fields: Sendable> = () throws(StoreError) -> ImportLine<Fields>?

/// The outcome of an import.
package enum ImportOutcome: Sendable, Hashable {
  /// All of it is in.
  case imported(ImportTally)
  /// Nothing was changed.
  case refused(ImportFaults)
}

/// The counts of rows by their effect.
package struct ImportTally: Sendable, Hashable {
  package var added = 0
  package var updated = 0
  package var unchanged = 0

  package init(added: Int = 0, updated: Int = 0, unchanged: Int = 0) {
    self.added = added
    self.updated = updated
    self.unchanged = unchanged
  }

  mutating func count(_ effect: ImportEffect) {
    switch effect {
    case .added: added += 1
    case .updated: updated += 1
    case .unchanged: unchanged += 1
    }
  }
}

/// The effect of one row.
enum ImportEffect { case added, updated, unchanged }
