/// A group as it hangs in its company's tree.
package struct GroupNode: Sendable, Hashable {
  package let id: GroupID
  package let parent: GroupID?
  package let name: String
  /// The key that all spellings of the name share.
  package let key: String

  package init(id: GroupID, parent: GroupID?, name: String, key: String) {
    self.id = id
    self.parent = parent
    self.name = name
    self.key = key
  }
}
