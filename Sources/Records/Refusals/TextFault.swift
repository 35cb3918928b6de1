/// A text that a field can't hold.
package enum TextFault: Sendable, Hashable {
  package enum Unit: Sendable, Hashable { case characters, bytes }

  case empty
  case tooLong(limit: Int, Unit, has: Int)
  /// Line breaks may be in the text, or nothing but printable characters.
  case controlCharacters(besides: LineBreaks)
  /// A slug is made of `[a-z0-9-]`.
  case notASlug
  case hyphenAtAnEnd
  case notAnAddress

  package enum LineBreaks: Sendable, Hashable { case none, some }
}
