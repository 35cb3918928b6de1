import Foundation

/// A link as it stands in a mail, taken apart as a browser would: only what no browser reads in
/// another way is one.
struct ConfirmationLink: Sendable, Hashable {
  let text: String
  /// In lower case, with the user and the port where there are any.
  let authority: String
  /// With the query.
  let path: String

  private static let longest = 2_000
  private static let scheme = "https://"
  /// The bytes that a browser leaves out, takes for a slash, or would have encoded.
  private static let unusual = Set("\\\"<>^`{|}".utf8)

  /// Nil for anything but https, and for what isn't plain ASCII (RFC 3986).
  init?(_ text: some StringProtocol) {
    let text = String(text)
    guard text.utf8.count <= Self.longest, text.lowercased().hasPrefix(Self.scheme),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.unusual.contains($0) })
    else { return nil }
    let rest = text.dropFirst(Self.scheme.count)
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    self.text = Self.scheme + rest
    authority = rest[..<end].lowercased()
    path = String(rest[end...])
  }

  /// The link leads to the place where one agrees at `provider`, and nowhere else. Any user, port,
  /// or other host is somebody else's; a path that leaves its beginning again may be.
  func isOwn(of provider: ForwardingProvider) -> Bool {
    provider.hosts.contains(authority) && provider.agrees(path) && !climbs
  }

  /// The link looks like one to agree by, wherever it leads.
  func looksLikeOne(of provider: ForwardingProvider) -> Bool { provider.agrees(path) }

  private var climbs: Bool {
    let way = path.prefix { !"?#".contains($0) }.lowercased()
    return ["..", "%2e", "%2f", "%5c", "%00", "//"].contains { way.contains($0) }
  }
}

extension ConfirmationLink {
  /// The links of a text, in order, at most `limit`.
  static func all(in text: String, atMost limit: Int) -> [ConfirmationLink] {
    var found: [ConfirmationLink] = []
    for word in text.split(whereSeparator: { $0.isWhitespace || "<>\"".contains($0) }) {
      guard found.count < limit else { break }
      // Inside of something else it is a part of that.
      guard word.utf8.contains(UInt8(ascii: ":")),
        let start = word.range(of: scheme, options: .caseInsensitive)?.lowerBound,
        !word[..<start].contains(where: { $0.isLetter || $0.isNumber })
      else { continue }
      if let link = ConfirmationLink(trimmed(word[start...])) { found.append(link) }
    }
    return found
  }

  /// Without what ends a sentence behind it.
  private static func trimmed(_ word: Substring) -> Substring {
    var word = word
    while let last = word.last, ".,;:!?)]'*”’»".contains(last) { word.removeLast() }
    return word
  }
}
