/// Names for the bytes that mail's grammar is made of.
extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let hyphen = UInt8(ascii: "-")
  static let equals = UInt8(ascii: "=")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let comma = UInt8(ascii: ",")
  static let questionMark = UInt8(ascii: "?")
  static let asterisk = UInt8(ascii: "*")
  static let percent = UInt8(ascii: "%")
  static let apostrophe = UInt8(ascii: "'")
  static let underscore = UInt8(ascii: "_")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let lessThan = UInt8(ascii: "<")
  static let greaterThan = UInt8(ascii: ">")
  static let atSign = UInt8(ascii: "@")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")

  /// Space or tab.
  @inline(__always) var isBlank: Bool { self == .space || self == .tab }

  /// Space, tab, carriage return or line feed.
  @inline(__always) var isWhitespace: Bool {
    isBlank || self == .carriageReturn || self == .lineFeed
  }

  /// A space or a visible character of ASCII.
  @inline(__always) var isPrintable: Bool { self >= .space && self < 0x7F }

  @inline(__always) var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  @inline(__always) var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

  /// The byte itself, or the lower-case letter of an upper-case one.
  @inline(__always) var asciiLowercased: UInt8 {
    self >= 0x41 && self <= 0x5A ? self | 0x20 : self
  }

  /// The value of a hexadecimal digit in either case.
  @inline(__always) var hexadecimalValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}
