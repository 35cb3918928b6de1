/// The upgrade that an opening made to the schema of a store that held something.
package struct SchemaUpgrade: Sendable, Hashable {
  /// The schema's versions before and after.
  package let from: Int
  package let to: Int
  /// The database as it was, a file beside it; it stays until the next upgrade.
  package let copy: String

  package init(from: Int, to: Int, copy: String) {
    (self.from, self.to, self.copy) = (from, to, copy)
  }
}
