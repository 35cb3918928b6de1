/// A domain's name in one form for all ways to write it: upper and lower case, letters beyond ASCII
/// or their `xn--` form (IDNA 2008 with the mappings of UTS 46, as browsers have them), composed or
/// not, with a dot at its end or without.
package struct DomainName: Sendable, Hashable {
  /// In A-labels and lower case (RFC 5890 section 2.3.2.1), without a dot at its end: for servers.
  package let ascii: String

  /// RFC 1035 section 2.3.4, in bytes.
  private static let longestLabel = 63
  private static let longestName = 253
  /// The dots of scripts of East Asia (UTS 46 section 2.3).
  private static let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]

  /// Nil where it is no name: an empty or too long label, a character that no name has, an A-label
  /// that stands for none. A name of ASCII may have underscores, and hyphens wherever it likes.
  package init?(_ text: some StringProtocol) {
    var labels = String(text).unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: Self.dots.contains)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    var ascii = ""
    for (index, label) in labels.enumerated() {
      guard let label = Self.ascii(label: String(Substring(label))) else { return nil }
      ascii += index == 0 ? label : "." + label
    }
    guard ascii.utf8.count <= Self.longestName else { return nil }
    self.ascii = ascii
  }

  /// In U-labels where it has any: for people.
  package var unicode: String {
    guard ascii.contains("xn--") else { return ascii }
    return ascii.split(separator: ".").map { label in
      label.hasPrefix("xn--") ? IDN.unicode(label: String(label)) ?? String(label) : String(label)
    }.joined(separator: ".")
  }

  /// A name in lower case may be one with names that are written in another way: the name has
  /// letters beyond ASCII, or A-labels. Other names compare as they are.
  package static func hasOtherForms(_ lowered: some StringProtocol) -> Bool {
    var previous: (UInt8, UInt8) = (0, 0)
    for byte in lowered.utf8 {
      // "n--" is all that A-labels have in common with few others; the label's begin doesn't
      // matter.
      if byte >= 0x80 || (byte == 0x2D && previous == (0x6E, 0x2D)) { return true }
      previous = (previous.1, byte)
    }
    return false
  }

  private static func ascii(label: String) -> String? {
    let isASCII = label.utf8.allSatisfy { $0 < 0x80 }
    let lowered = isASCII ? label.lowercased() : label
    let found = isASCII && !lowered.hasPrefix("xn--") ? lowered : IDN.ascii(label: lowered)
    guard let found, (1...longestLabel).contains(found.utf8.count),
      found.utf8.allSatisfy(isOfName)
    else { return nil }
    return found
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension DomainName {
  /// A mail address with its domain in the given form. An address without a domain, or whose domain
  /// has one form only or is none, stays as it is.
  package static func address(
    _ address: String, domain form: (DomainName) -> String
  ) -> String {
    guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return address }
    let domain = address[address.utf8.index(after: at)...]
    guard hasOtherForms(domain.lowercased()), let name = DomainName(domain) else { return address }
    return address[...at] + form(name)
  }
}
