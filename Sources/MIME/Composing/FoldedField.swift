/// A header field being written, folded between tokens (RFC 5322 section 2.2.3) so that lines stay
/// within 78 bytes where the tokens allow it.
struct FoldedField {
  static let lineLength = 78

  private(set) var text: String
  private var column: Int
  private var isEmpty = true

  init(_ name: String) {
    text = "\(name):"
    column = text.utf8.count
  }

  /// The number of bytes that the next token may have without beginning a line.
  var room: Int { Self.lineLength - column - 1 }

  /// Adds a token and a space, or a fold, before it. The first stays on the name's line: some
  /// servers and readers take a line of white space for the header's end.
  mutating func add(_ token: String) {
    if !isEmpty, token.utf8.count > room {
      text += "\r\n"
      column = 0
    }
    text += " \(token)"
    column += 1 + token.utf8.count
    isEmpty = false
  }
}
