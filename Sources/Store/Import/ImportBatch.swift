/// What was read from a file that is to be imported: its rows, and what could not be read of it.
package struct ImportBatch<Fields: Sendable>: Sendable {
  package var rows: [ImportRow<Fields>] = []
  package var faults = ImportFaults()

  package init() {}
}

/// One row of such a file.
package struct ImportRow<Fields: Sendable>: Sendable {
  /// The line of the file that it begins on, from 1.
  package let line: Int
  /// What another system calls it: a row with a known one brings that one up to date.
  package let externalID: String?
  package let fields: Fields

  package init(line: Int, externalID: String?, fields: Fields) {
    self.line = line
    self.externalID = externalID
    self.fields = fields
  }
}

/// What became of an import: all of it or nothing.
package enum ImportOutcome: Sendable, Hashable {
  case imported(ImportTally)
  /// Nothing was changed.
  case refused(ImportFaults)
}

/// How many rows did what.
package struct ImportTally: Sendable, Hashable {
  package var added = 0
  package var updated = 0
  package var unchanged = 0

  package init(added: Int = 0, updated: Int = 0, unchanged: Int = 0) {
    self.added = added
    self.updated = updated
    self.unchanged = unchanged
  }
}
