/// Text in the man macros (man(7)), which `man` and `mandoc` both set: macros in lines of their
/// own, everything else escaped so that it stands there as it is.
struct ManText {
  private(set) var text = ""

  /// A macro with its arguments: `.SS company add`.
  mutating func macro(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { " \"" + Self.escaped($0).replacing("\"", with: "\\(dq") + "\"" }
    text += "." + name + quoted.joined() + "\n"
  }

  /// Begins an entry of a list; its text follows, indented.
  mutating func tag(_ pieces: [Piece]) {
    macro("TP")
    line(pieces)
  }

  mutating func line(_ pieces: [Piece]) {
    text += Self.guarded(pieces.map(\.set).joined()) + "\n"
  }

  /// Words to be filled into lines.
  mutating func paragraph(_ words: String) {
    text += Self.guarded(Self.escaped(words)) + "\n"
  }

  /// A line as it would be typed at a prompt, in a paragraph of its own that is not filled.
  mutating func example(_ line: String) {
    macro("IP")
    macro("EX")
    paragraph(line)
    macro("EE")
  }

  /// Some words in one face.
  enum Piece: Sendable {
    /// To be typed as they are.
    case typed(String)
    /// Standing for something else.
    case meant(String)
    case plain(String)

    fileprivate var set: String {
      switch self {
      case .typed(let word): "\\fB\(ManText.escaped(word))\\fR"
      case .meant(let word): "\\fI\(ManText.escaped(word))\\fR"
      case .plain(let word): ManText.escaped(word)
      }
    }
  }

  /// A backslash begins an escape; a bare `-`, `'`, `` ` ``, `^` or `~` is set as a typographic
  /// sign, which can't be copied into a shell (groff_char(7)).
  private static func escaped(_ words: String) -> String {
    let signs: [Character: String] = [
      "\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti",
    ]
    return words.reduce(into: "") { $0 += signs[$1] ?? String($1) }
  }

  /// A line that begins with `.` or `'` would be a request.
  private static func guarded(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }
}
