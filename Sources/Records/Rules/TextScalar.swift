/// A Unicode scalar by what it is in the text of a field.
package enum TextScalar: Sendable, Hashable {
  case shown, space, lineBreak
  /// U+200C or U+200D, which shapes what stands around it.
  case joiner
  /// A letter of a region's flag, which is made of a black flag and tags (UTS #51, C.1.2).
  case tag
  /// Takes no place and shows nothing.
  case hidden
  /// NUL and its like.
  case refused

  package init(_ scalar: Unicode.Scalar) {
    self =
      switch scalar {
      // By far the most: ASCII, and the letters of Europe.
      case " "..."~", "\u{C0}"..."\u{24F}": .shown
      case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": .lineBreak
      case "\t": .space
      case "\u{200C}", "\u{200D}": .joiner
      case "\u{E0020}"..."\u{E007F}": .tag
      // Marks of annotations, which plain text has none of.
      case "\u{FFF9}"..."\u{FFFB}": .hidden
      default: TextScalar(by: scalar.properties)
      }
  }

  private init(by properties: Unicode.Scalar.Properties) {
    let isHidden =
      properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
      || properties.isNoncharacterCodePoint
    self =
      switch properties.generalCategory {
      case .control: .refused
      case .spaceSeparator: .space
      default: isHidden ? .hidden : .shown
      }
  }

  /// A joiner behind the scalar joins: the scalar is a picture's, or of a script that knows
  /// joiners. Latin, Greek and Cyrillic don't.
  package static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x0590, 0x1E00..<0x2190: false
    default: scalar.properties.generalCategory != .spaceSeparator
    }
  }

  static func bearsTags(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{1F3F4}" || TextScalar(scalar) == .tag
  }
}

extension Unicode.Scalar {
  /// `U+0007 BELL`, and without a name beyond ASCII.
  package var nameOfControl: String {
    let digits = String(value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    if self == "\u{7F}" { return "\(code) DELETE" }
    return value < 0x20 ? "\(code) \(Self.controls[Int(value)])" : code
  }

  /// The names of U+0000 to U+001F.
  private static let controls = [
    "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION", "ENQUIRY",
    "ACKNOWLEDGE", "BELL", "BACKSPACE", "TAB", "LINE FEED", "LINE TABULATION", "FORM FEED",
    "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN", "DATA LINK ESCAPE", "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO", "DEVICE CONTROL THREE", "DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE", "END OF TRANSMISSION BLOCK", "CANCEL", "END OF MEDIUM", "SUBSTITUTE",
    "ESCAPE", "FILE SEPARATOR", "GROUP SEPARATOR", "RECORD SEPARATOR", "UNIT SEPARATOR",
  ]
}
