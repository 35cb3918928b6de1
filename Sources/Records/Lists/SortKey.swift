import Foundation

/// The place of a name among others, as Finns sort (SFS 4600): without case; digits before letters;
/// å ä ö after z, with æ as ä, ø and õ as ö; ü as y; other letters by their base. Names that differ
/// in nothing else are told apart by their exact text.
///
/// A key is compared byte by byte, so that it sorts alike wherever it is stored.
package struct SortKey: Sendable, Hashable, Comparable {
  package let bytes: [UInt8]

  package init(_ text: String) {
    self.init(bytes: Self.weights(text) + [Self.end] + Array(text.utf8))
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The keys of all names that differ from `text` in nothing but case, and of some others.
  package static func alike(_ text: String) -> Range<SortKey> {
    let weights = weights(text)
    return SortKey(bytes: weights + [end])..<SortKey(bytes: weights + [end + 1])
  }

  package static func < (one: SortKey, other: SortKey) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }

  /// Less than all weights, so that a name comes before those that begin with it.
  private static let end: UInt8 = 0x00
  private static let space: UInt8 = 0x01
  /// Before other signs than ASCII's, whose weights are from 0x02 to 0x21.
  private static let sign: UInt8 = 0x22

  /// The letters whose place their decomposition doesn't tell; { | } are the places after z.
  private static let letters: [Unicode.Scalar: String] = [
    "å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "õ": "}", "ő": "}", "ü": "y", "ű": "y",
    "đ": "d", "ð": "d", "ǥ": "g", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ŧ": "t", "ʒ": "z",
    "þ": "th", "œ": "oe", "ß": "ss",
  ]

  private static func weights(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      append(scalar.caseFolded, to: &bytes)
    }
    return bytes
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII || letters[scalar] != nil {
      appendBase(scalar, to: &bytes)
    } else {
      for base in String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars {
        appendBase(base, to: &bytes)
      }
    }
  }

  private static func appendBase(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII { return bytes.append(weight(ofASCII: UInt8(scalar.value))) }
    if let letter = letters[scalar] { return bytes += letter.utf8 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format: break
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: bytes.append(space)
    case .dashPunctuation: bytes.append(weight(ofASCII: UInt8(ascii: "-")))
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .spacingMark:
      bytes += String(scalar).utf8
    default: bytes += [sign] + String(scalar).utf8
    }
  }

  /// Spaces, signs, digits, letters.
  private static func weight(ofASCII byte: UInt8) -> UInt8 {
    switch byte {
    case 0x30...0x39, 0x61...0x7A: byte
    case 0x21...0x2F: byte - 0x21 + 0x02
    case 0x3A...0x40: byte - 0x3A + 0x11
    case 0x5B...0x60: byte - 0x5B + 0x18
    case 0x7B...0x7E: byte - 0x7B + 0x1E
    default: space
    }
  }
}
