/// Four characters in a row, as the log's index knows words.
///
/// The index's tokenizer (`ascii`) takes letters, digits and everything beyond ASCII as part of a
/// term and all else as its end; so the other ASCII characters are written as private ones. What a
/// private character in a text is then mistaken for, the comparison with the text undoes.
package struct Gram: Comparable {
  package static let length = 4
  private static let padding = Unicode.Scalar(0xE0FF as UInt16) ?? " "
  private static let privateArea: UInt32 = 0xE000

  /// Four times 21 bits: as an integer it is cheap to compare, and an entry has dozens.
  private let packed: UInt128

  private init(packed: UInt128) { self.packed = packed }

  /// The word's four characters from `start`.
  package init(_ word: [Unicode.Scalar], at start: Int) {
    packed = word[start..<start + Self.length].reduce(0) { Self.shifted($0, by: Self.written($1)) }
  }

  /// The last characters, with one more.
  private static func shifted(_ packed: UInt128, by scalar: Unicode.Scalar) -> UInt128 {
    (packed << 21 | UInt128(scalar.value)) & (1 << (21 * length) - 1)
  }

  package static func < (one: Gram, other: Gram) -> Bool { one.packed < other.packed }

  /// Appends its UTF-8.
  package func append(to text: inout [UInt8]) {
    for shift in stride(from: 21 * (Self.length - 1), through: 0, by: -21) {
      let value = UInt32(truncatingIfNeeded: packed >> UInt128(shift)) & 0x1F_FFFF
      if value < 0x80 {
        // Most are, and a view of a scalar's UTF-8 is many times as slow.
        text.append(UInt8(truncatingIfNeeded: value))
      } else {
        text.append(contentsOf: (Unicode.Scalar(value) ?? Self.padding).utf8)
      }
    }
  }

  /// The grams of all words of a text whose case is folded: those inside a word, and those that
  /// begin so near its end that padding completes them.
  package static func all(ofWordsIn text: String.UnicodeScalarView) -> [Gram] {
    var grams = GramsOfWord()
    for scalar in text {
      if TextWords.isSpace(scalar) { grams.endWord() } else { grams.take(written(scalar)) }
    }
    grams.endWord()
    return grams.found
  }

  /// A word as it goes by, of which the last four characters are known.
  private struct GramsOfWord {
    package var found: [Gram] = []
    private var packed: UInt128 = 0
    private var count = 0

    package mutating func take(_ scalar: Unicode.Scalar) {
      packed = shifted(packed, by: scalar)
      count += 1
      if count >= length { found.append(Gram(packed: packed)) }
    }

    package mutating func endWord() {
      if count > 0 {
        for _ in 1..<length { take(padding) }
      }
      count = 0
    }
  }

  /// The offsets of the grams that a word of so many characters is looked for by. Grams overlap by
  /// one character, so that few entries hold them without the word; one character left over is not
  /// worth another list.
  package static func starts(in count: Int) -> [Int] {
    let starts = Array(stride(from: 0, through: count - length, by: length - 1))
    let covered = (starts.last ?? 0) + length
    return count - covered > 1 ? starts + [count - length] : starts
  }

  /// A character as it stands in a term.
  package static func written(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": scalar
    default: scalar.isASCII ? Unicode.Scalar(privateArea + scalar.value) ?? padding : scalar
    }
  }
}
