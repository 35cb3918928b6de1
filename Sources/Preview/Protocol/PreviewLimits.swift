/// The most that one request may cost, and that its answer may hold.
package struct PreviewLimits: Sendable {
  /// Bytes of the file.
  package var fileSize: Int64 = 256 << 20
  /// Pages of a file that are drawn.
  package var pages = 10_000
  /// Pixels of an image that is read.
  package var sourcePixels = 200_000_000
  /// Pixels of an image that is made; one that would have more becomes narrower.
  package var imagePixels = 20_000_000
  /// Bytes of an image that is made.
  package var imageSize = 64 << 20
  /// Bytes of the text that is given or drawn; the rest is left out.
  package var textSize = 4 << 20
  /// Pages that text is taken from.
  package var textPages = 500
  /// Bytes of address space of a program that reads a file.
  package var memory = 1 << 30
  /// The processor time of such a program.
  package var processorSeconds = 5
  /// The time of a whole request, from its first byte.
  package var time = Duration.seconds(10)
  /// The time that a peer may be silent in the middle of a request, or take none of the answer.
  package var silence = Duration.seconds(5)

  package init() {}

  /// Pixels of an image's width that can be asked for.
  package static let widths = 160...2400
}
