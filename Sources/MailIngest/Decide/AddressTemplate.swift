import MIME
import Platform
import Records

/// The pattern of the companies' secret addresses, such as `{company}-{token}@in.example.fi` or
/// `docs+{company}-{token}@example.fi`: how an address is made, and how one is recognised.
package struct AddressTemplate: Sendable, Hashable {
  private let prefix: String
  /// The text between the token and the @.
  private let ending: String
  /// As it is shown to people, in lower case.
  private let domain: String
  /// The domain in the form in which domains are compared.
  private let name: DomainName

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
      Self.isLocal(suffix[..<at]), suffix.last != ".",
      let name = DomainName(suffix[suffix.index(after: at)...])
    else {
      throw Malformed(
        description: "“\(pattern)” is not an e-mail address once a company is put into it; "
          + "write for example {company}-{token}@in.example.fi")
    }
    self.prefix = prefix
    ending = suffix[..<at].lowercased()
    domain = suffix[suffix.index(after: at)...].lowercased()
    self.name = name
  }

  /// The address of one company.
  package func address(slug: String, token: String) -> String {
    "\(prefix)\(slug)-\(token)\(ending)@\(domain)"
  }

  /// The slug and the token in an address, or nil when the address doesn't have this form.
  /// Addresses are compared without case, and their domains in any of their forms; the token is the
  /// text after the last `-`, since a slug may hold dashes and a token none.
  package func match(_ address: String) -> AddressToken? {
    let address = address.lowercased()
    let prefix = prefix.lowercased()
    guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let local = address[..<at]
    guard local.hasPrefix(prefix), local.hasSuffix(ending),
      local.utf8.count > prefix.utf8.count + ending.utf8.count,
      isOurs(address[address.utf8.index(after: at)...])
    else { return nil }
    let inner = local.dropFirst(prefix.count).dropLast(ending.count)
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

  /// Nearly all domains have one form, which is looked at alone: this is asked of every address of
  /// every mail.
  private func isOurs(_ domain: Substring) -> Bool {
    if domain == self.domain || domain == name.ascii { return true }
    guard domain.last == "." || DomainName.hasOtherForms(domain) else { return false }
    return DomainName(domain) == name
  }
}

extension String {
  /// The texts before and after the one occurrence of `separator`; nil when it isn't there once.
  fileprivate func components(around separator: String) -> (String, String)? {
    let ranges = self.ranges(of: separator)
    guard let range = ranges.first, ranges.count == 1 else { return nil }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
