import Foundation

/// A tag or comment of HTML, taken from the beginning of a text.
struct HTMLTag {
  /// In lower case; "" for a comment or declaration.
  let name: String
  let isEnd: Bool
  /// The first attribute of that name, as written.
  private(set) var href: String?

  /// Takes the tag that begins with `<`; nil where it never ends. A `<` that begins no tag is taken
  /// alone.
  init?(_ rest: inout Substring) {
    if rest.hasPrefix("<!--") {
      guard let end = rest.range(of: "-->") else { return nil }
      rest = rest[end.upperBound...]
      (name, isEnd) = ("", false)
      return
    }
    rest = rest.dropFirst()
    isEnd = rest.first == "/"
    if isEnd { rest = rest.dropFirst() }
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    name = word.lowercased()
    guard !name.isEmpty || rest.first == "!" else { return }
    rest = rest[word.endIndex...]
    while let next = rest.first {
      if next == ">" {
        rest = rest.dropFirst()
        return
      }
      takeAttribute(&rest)
    }
    return nil
  }

  private mutating func takeAttribute(_ rest: inout Substring) {
    rest = rest.drop { $0.isWhitespace || $0 == "/" }
    let key = rest.prefix { !$0.isWhitespace && !"=>/".contains($0) }
    rest = rest[key.endIndex...].drop { $0.isWhitespace }
    guard rest.first == "=" else {
      // A lone quote or the like is passed over.
      if key.isEmpty, let next = rest.first, next != ">" { rest = rest.dropFirst() }
      return
    }
    rest = rest.dropFirst().drop { $0.isWhitespace }
    let value: Substring
    if let quote = rest.first, quote == "\"" || quote == "'" {
      value = rest.dropFirst().prefix { $0 != quote }
      rest = rest[value.endIndex...].dropFirst()
    } else {
      value = rest.prefix { !$0.isWhitespace && $0 != ">" }
      rest = rest[value.endIndex...]
    }
    if href == nil, key.lowercased() == "href" { href = String(value) }
  }
}
