/// A text that a field can't hold.
package enum TextFault: Sendable, Hashable {
  package enum Unit: Sendable, Hashable { case characters, bytes }

  case empty
  case tooLong(limit: Int, Unit, has: Int)
  /// NUL or its like, which no text has.
  case control(Unicode.Scalar)
  /// A slug is made of `[a-z0-9-]`.
  case notASlug
  case hyphenAtAnEnd
  case notAnAddress
  /// A password with fewer characters than it needs.
  case tooShort(least: Int)
  /// The password is what anybody would try first.
  case easilyGuessed
  /// The password that was to be changed is another.
  case wrongPassword
}
