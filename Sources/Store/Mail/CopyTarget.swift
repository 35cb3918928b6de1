/// The place of the copies of a move without MOVE: the next UID of their folder when they were
/// about to be made.
package struct CopyTarget: Sendable, Hashable {
  /// Nil when there was no such folder.
  package let uidValidity: UInt32?
  /// A copy has this UID or a higher one.
  package let first: UInt32

  package init(uidValidity: UInt32?, first: UInt32) {
    self.uidValidity = uidValidity
    self.first = first
  }
}
