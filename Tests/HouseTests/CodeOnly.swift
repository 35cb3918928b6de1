/// Takes comments and the insides of string literals out of Swift source; the number of lines
/// stays. What an interpolation holds goes too, and regex literals are taken for code.
enum CodeOnly {
  static func lines(of source: String) -> [String] {
    var reader = Reader(rest: Array(source.utf8)[...])
    reader.readAll()
    return String(decoding: reader.kept, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map(String.init)
  }

  private struct Reader {
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")

    var rest: ArraySlice<UInt8>
    var kept: [UInt8] = []

    mutating func readAll() {
      while let next = rest.first {
        if rest.starts(with: "//".utf8) {
          skip(until: "\n", includingEnd: false)
        } else if rest.starts(with: "/*".utf8) {
          skip(until: "*/")
        } else if let opening = stringOpening {
          rest = rest.dropFirst(opening.count)
          skipString(endedBy: opening)
        } else {
          kept.append(next)
          rest = rest.dropFirst()
        }
      }
    }

    /// `"`, `"""`, `#"`, `#"""` … when a string begins here.
    private var stringOpening: [UInt8]? {
      let hashes = rest.prefix { $0 == Self.hash }
      let quotes = rest.dropFirst(hashes.count).prefix { $0 == Self.quote }
      guard !quotes.isEmpty else { return nil }
      return hashes + Array(repeating: Self.quote, count: quotes.count >= 3 ? 3 : 1)
    }

    private mutating func skipString(endedBy opening: [UInt8]) {
      let hashes = opening.filter { $0 == Self.hash }
      let closing = Array(opening.filter { $0 == Self.quote }) + hashes
      let escape: [UInt8] = [UInt8(ascii: "\\")] + hashes
      while !rest.isEmpty, !rest.starts(with: closing) {
        let isEscape = rest.starts(with: escape)
        drop(isEscape ? escape.count + 1 : 1)
      }
      rest = rest.dropFirst(closing.count)
    }

    private mutating func skip(until end: String, includingEnd: Bool = true) {
      while !rest.isEmpty, !rest.starts(with: end.utf8) { drop(1) }
      if includingEnd { drop(end.utf8.count) }
    }

    private mutating func drop(_ count: Int) {
      kept += rest.prefix(count).filter { $0 == UInt8(ascii: "\n") }
      rest = rest.dropFirst(count)
    }
  }
}
