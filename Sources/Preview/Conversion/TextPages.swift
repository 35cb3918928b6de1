import Platform

/// A text as pages of lines, as a typewriter would set it: long lines go on in the next one.
struct TextPages {
  /// Of a page, in A4's shape.
  static let columns = 96
  static let rows = 72
  /// Scalars of a line, those without a width of their own included.
  private static let longestLine = 4 * columns
  private static let tab = 8

  /// All lines, or those of one page.
  private(set) var lines: [String] = []
  private(set) var count = 0

  private let wanted: Range<Int>
  private var line = String.UnicodeScalarView()
  private var width = 0
  private var length = 0

  /// Sets the text, and keeps the lines of the page, from 1.
  init(_ text: String, keeping page: Int) {
    wanted = (page - 1) * Self.rows..<page * Self.rows
    var isAfterReturn = false
    var isOpen = false
    for scalar in text.unicodeScalars {
      defer { isAfterReturn = scalar == "\r" }
      if scalar == "\n" && isAfterReturn { continue }
      if (0x0a...0x0d).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029 {
        endLine()
        isOpen = false
      } else {
        add(scalar)
        isOpen = true
      }
    }
    if isOpen { endLine() }
  }

  /// At least one, since an empty page shows that there is nothing.
  var pages: Int { max(1, (count + Self.rows - 1) / Self.rows) }

  private mutating func add(_ scalar: Unicode.Scalar) {
    if scalar == "\t" {
      let spaces = Self.tab - width % Self.tab
      for _ in 0..<min(spaces, Self.columns - width) { put(" ", 1) }
      if width >= Self.columns { endLine() }
      return
    }
    if scalar.isASCII {
      let isShown = scalar.value >= 0x20 && scalar.value != 0x7f
      fit(isShown ? scalar : "\u{fffd}", 1)
    } else {
      let shown = scalar.isPrintable && scalar.value & 0xfffe != 0xfffe ? scalar : "\u{fffd}"
      fit(shown, Self.width(of: shown))
    }
  }

  private mutating func fit(_ scalar: Unicode.Scalar, _ columns: Int) {
    if width + columns > Self.columns || length >= Self.longestLine { endLine() }
    put(scalar, columns)
  }

  private mutating func put(_ scalar: Unicode.Scalar, _ columns: Int) {
    if wanted.contains(count) { line.append(scalar) }
    width += columns
    length += 1
  }

  private mutating func endLine() {
    if wanted.contains(count) { lines.append(String(line)) }
    count += 1
    line = String.UnicodeScalarView()
    (width, length) = (0, 0)
  }

  /// Columns: none of a mark on another character, two of what East Asia writes wide (UAX #11).
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: return 1
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
      0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: return 0
      default: return 1
      }
    }
  }
}
