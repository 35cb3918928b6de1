/// How much structure of one message is read. What lies beyond a limit is filed whole: it becomes
/// one leaf, so that a limit costs convenience, never content. Names are bounded by `AttachmentName`.
package struct ReadingLimits: Sendable {
  /// Messages inside messages, counted along one path of the tree.
  package var nestedMessages: Int
  /// Multiparts inside multiparts, counted along one path of the tree.
  package var nestedMultiparts: Int
  /// Parts of all kinds in one message, containers included.
  package var parts: Int
  /// Bytes of one part's header fields, without the empty line after them.
  package var headerBlock: Int
  /// Encoded containers inside encoded containers, each of which is unpacked into scratch.
  package var nestedUnpackings: Int

  package init(
    nestedMessages: Int = 16, nestedMultiparts: Int = 100, parts: Int = 10_000,
    headerBlock: Int = 1 << 20, nestedUnpackings: Int = 4
  ) {
    self.nestedMessages = nestedMessages
    self.nestedMultiparts = nestedMultiparts
    self.parts = parts
    self.headerBlock = headerBlock
    self.nestedUnpackings = nestedUnpackings
  }

  package static let standard = ReadingLimits()
}
