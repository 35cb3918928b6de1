/// The place of an image that may be a decoration.
package enum ImagePlace: String, Sendable, CaseIterable {
  /// The body shows it.
  case body
  /// Beside the body, which doesn't name the image.
  case related
}
