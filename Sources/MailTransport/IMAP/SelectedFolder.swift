/// The state of a folder, as the server said when it was selected.
package struct SelectedFolder: Sendable, Equatable {
  package let uidValidity: UIDValidity
  /// The UID that the next message will have at least; some servers don't say.
  package let uidNext: UID?
  /// The number of messages.
  package let exists: Int

  package init(uidValidity: UIDValidity, uidNext: UID?, exists: Int) {
    self.uidValidity = uidValidity
    self.uidNext = uidNext
    self.exists = exists
  }
}
