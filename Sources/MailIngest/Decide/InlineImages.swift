/// The treatment of the images that belong to a mail's body (`ingest.inlineImages`).
package enum InlineImages: String, Sendable, CaseIterable {
  /// They are documents like everything else.
  case keep
  /// Small ones (logos, lines, icons) are no documents.
  case decorations
  /// None of them is a document, whatever its size.
  case drop

  /// Below this many decoded bytes an image used in a body is small.
  static let smallImageBytes: Int64 = 32 * 1024
}
