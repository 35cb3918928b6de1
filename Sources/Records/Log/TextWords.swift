import Foundation

/// The words of a text search: each must occur, as any part of a word, without case. All
/// characters are text, and `ä` is not `a`.
package struct TextWords {
  private let words: [[UInt8]]

  package init(_ text: String) {
    words = TextWords.scalars(ofWordsIn: text).map { word in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: word)
      return Array(String(text).utf8)
    }
  }

  /// The words of a text, without case, as their Unicode scalars.
  package static func scalars(ofWordsIn text: String) -> [[Unicode.Scalar]] {
    foldedScalars(text).split(whereSeparator: isSpace).map(Array.init)
  }

  package static func foldedScalars(_ text: String) -> String.UnicodeScalarView {
    String(decoding: folded(text), as: UTF8.self).unicodeScalars
  }

  package static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }

  package var isEmpty: Bool { words.isEmpty }

  package func allOccur(in text: String) -> Bool {
    guard !words.isEmpty else { return true }
    let folded = TextWords.folded(text)
    return folded.withUnsafeBytes { text in
      words.allSatisfy { word in
        word.withUnsafeBytes { TextWords.occurs($0, in: text) }
      }
    }
  }

  /// In UTF-8 a whole character never matches inside another one.
  private static func occurs(
    _ word: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer
  ) -> Bool {
    guard let first = word.first else { return true }
    var rest = text[...]
    while rest.count >= word.count, let start = rest.firstIndex(of: first) {
      guard text.count - start >= word.count else { return false }
      if text[start..<(start + word.count)].elementsEqual(word) { return true }
      rest = text[(start + 1)...]
    }
    return false
  }

  /// The UTF-8 of the text with its case folded, in NFC.
  package static func folded(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for index in bytes.indices {
      switch bytes[index] {
      case 0x41...0x5A: bytes[index] |= 0x20
      case ..<0x80: break
      // À to Þ without ×, as UTF-8: the second byte of C3 80 to C3 9E.
      case 0x80...0x9E where bytes[index - 1] == 0xC3 && bytes[index] != 0x97:
        bytes[index] += 0x20
      // µ is a Greek letter.
      case 0xB5 where bytes[index - 1] == 0xC2: return foldedByUnicode(text)
      case ..<0xC4: break
      // Beyond Latin-1 case and composition are Unicode's to know.
      default: return foldedByUnicode(text)
      }
    }
    return bytes
  }

  private static func foldedByUnicode(_ text: String) -> [UInt8] {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      // İ has no single character in the other case.
      if scalar == "\u{130}" {
        folded += "i\u{307}".unicodeScalars
      } else {
        folded.append(scalar.caseFolded)
      }
    }
    return Array(String(folded).precomposedStringWithCanonicalMapping.utf8)
  }
}
