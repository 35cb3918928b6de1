import Store

/// What an import of events did, in lines of the file.
package struct LogImportRow: Encodable, Sendable {
  package let added: Int
  package let unchanged: Int

  package init(_ tally: ImportTally) {
    added = tally.added
    unchanged = tally.unchanged
  }
}
