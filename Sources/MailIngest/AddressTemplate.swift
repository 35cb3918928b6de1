import MIME
import Store

/// The pattern of the companies' secret addresses, such as `{company}-{token}@in.example.fi` or
/// `docs+{company}-{token}@example.fi`: how an address is made, and how one is recognised.
package struct AddressTemplate: Sendable, Hashable {
  private let prefix: String
  private let suffix: String

  /// Why a pattern can't be used.
  package struct Malformed: Error, CustomStringConvertible {
    package let description: String
  }

  private static let placeholder = "{company}-{token}"

  package init(_ pattern: String) throws(Malformed) {
    let pieces = pattern.components(around: Self.placeholder)
    guard let (prefix, suffix) = pieces else {
      throw Malformed(
        description: "“\(pattern)” must contain \(Self.placeholder) once, as in "
          + "{company}-{token}@in.example.fi")
    }
    guard Self.isLocal(prefix), let at = suffix.firstIndex(of: "@"),
      Self.isLocal(suffix[..<at]), Self.isDomain(suffix[suffix.index(after: at)...])
    else {
      throw Malformed(
        description: "“\(pattern)” is not an e-mail address once a company is put into it; "
          + "write for example {company}-{token}@in.example.fi")
    }
    self.prefix = prefix
    self.suffix = suffix.lowercased()
  }

  /// The address of one company.
  package func address(slug: String, token: String) -> String {
    "\(prefix)\(slug)-\(token)\(suffix)"
  }

  /// What an address says of its company, or nil when it doesn't have this form. Compared without
  /// case; the token is what follows the last `-`, since a slug may hold dashes and a token none.
  package func match(_ address: String) -> AddressToken? {
    let address = address.lowercased()
    let prefix = prefix.lowercased()
    guard address.hasPrefix(prefix), address.hasSuffix(suffix),
      address.utf8.count > prefix.utf8.count + suffix.utf8.count
    else { return nil }
    let inner = address.dropFirst(prefix.count).dropLast(suffix.count)
    guard let dash = inner.lastIndex(of: "-") else { return nil }
    let slug = String(inner[..<dash])
    let token = String(inner[inner.index(after: dash)...])
    guard !slug.isEmpty, !token.isEmpty else { return nil }
    return AddressToken(slug: slug, token: token)
  }

  private static func isLocal(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "!#$%&'*+-/=?^_`|~.".utf8.contains(byte)
      }
    }
  }

  private static func isDomain(_ text: some StringProtocol) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return !labels.isEmpty
      && labels.allSatisfy { label in
        !label.isEmpty
          && label.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "-") || byte >= 0x80
              || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
              || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          }
      }
  }
}

extension String {
  /// What stands before and after the one occurrence of `separator`; nil when it isn't there once.
  fileprivate func components(around separator: String) -> (String, String)? {
    let ranges = self.ranges(of: separator)
    guard let range = ranges.first, ranges.count == 1 else { return nil }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
