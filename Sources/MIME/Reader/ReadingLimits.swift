/// The limits of one message's structure. Parts beyond a limit are filed whole, as one leaf, so
/// that a limit costs convenience, never content. Names are bounded by `AttachmentName`.
package struct ReadingLimits: Sendable {
  /// Messages inside messages, counted along one path of the tree.
  package var nestedMessages: Int
  /// Multiparts inside multiparts, counted along one path of the tree.
  package var nestedMultiparts: Int
  /// Parts of all kinds in one message, containers included.
  package var parts: Int
  /// Bytes of one part's header fields, without the empty line after them.
  package var headerBlock: Int
  /// Bytes of encoded containers that are unpacked into scratch: four times the largest mail that
  /// is taken unless configured. Base64 never needs that much, since each level of it is smaller
  /// than the one around.
  package var scratchBytes: Int64

  package init(
    nestedMessages: Int = 16, nestedMultiparts: Int = 100, parts: Int = 10_000,
    headerBlock: Int = 1 << 20, scratchBytes: Int64 = 1 << 30
  ) {
    self.nestedMessages = nestedMessages
    self.nestedMultiparts = nestedMultiparts
    self.parts = parts
    self.headerBlock = headerBlock
    self.scratchBytes = scratchBytes
  }

  package static let standard = ReadingLimits()
}
