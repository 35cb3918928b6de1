import Glibc
import Platform
import Records

/// Text on a terminal: what of it may be printed, and how many columns it takes.
enum PrintedText {
  /// Scalars that take two columns: East Asian scripts in their wide forms, and pictures (UAX #11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
  ]

  /// A mail's text can't move the cursor or hide other text: control and format characters are
  /// shown as a replacement character, but for joiners where they join.
  static func printable(_ text: String) -> String {
    if text.isPrintable { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let joins = TextScalar(scalar) == .joiner && shown.last.map(TextScalar.joins) ?? false
      shown.append(scalar.isPrintable || joins ? scalar : "\u{FFFD}")
    }
    return String(shown)
  }

  /// The columns that a text takes.
  static func width(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + width(of: $1) }
  }

  /// The first scalar decides: marks that follow it take no room.
  private static func width(of character: Character) -> Int {
    let scalar = character.unicodeScalars.first?.value ?? 0
    return scalar >= 0x1100 && wide.contains { $0.contains(scalar) } ? 2 : 1
  }

  /// The text in lines of at most `limit` columns, broken at spaces where there are any.
  static func broken(_ text: String, limit: Int) -> [String] {
    guard width(text) > limit, limit > 0 else { return [text] }
    var lines: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      var end = rest.startIndex
      var taken = 0
      while end < rest.endIndex, taken + width(of: rest[end]) <= limit || end == rest.startIndex {
        taken += width(of: rest[end])
        end = rest.index(after: end)
      }
      if end < rest.endIndex, rest[end] != " ", let space = rest[..<end].lastIndex(of: " "),
        space > rest.startIndex
      {
        end = space
      }
      lines.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return lines
  }

  /// The width of the terminal that standard output is; nil when it is none.
  static var terminalWidth: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }
}
