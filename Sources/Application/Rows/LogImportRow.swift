import Store

/// The tally of an import of events, in lines of the file.
package struct LogImportRow: Encodable, Sendable {
  package let added: Int
  package let unchanged: Int

  package init(_ tally: ImportTally) {
    added = tally.added
    unchanged = tally.unchanged
  }
}
