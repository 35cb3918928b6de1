/// A group as it hangs in its company's tree.
package struct GroupNode: Sendable, Hashable {
  package let id: GroupID
  package let parent: GroupID?
  package let name: String
  /// The key that all spellings of the name share.
  package let key: String
  /// For so many years after the year of a document the group's documents are kept; nil is as the
  /// group above has it.
  package let keepYears: Int?

  package init(
    id: GroupID, parent: GroupID?, name: String, key: String, keepYears: Int? = nil
  ) {
    self.id = id
    self.parent = parent
    self.name = name
    self.key = key
    self.keepYears = keepYears
  }
}
