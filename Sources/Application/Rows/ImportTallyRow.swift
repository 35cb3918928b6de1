import Store

/// The tally of an import of customers or contacts, in rows of the file.
package struct ImportTallyRow: Encodable, Sendable {
  package let added: Int
  package let updated: Int
  package let unchanged: Int

  package init(_ tally: ImportTally) {
    added = tally.added
    updated = tally.updated
    unchanged = tally.unchanged
  }
}
