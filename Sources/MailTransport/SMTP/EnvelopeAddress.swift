import Platform

/// A mail address as it may stand in MAIL FROM and RCPT TO: nothing in it ends the command or the
/// brackets, and its domain is ASCII.
struct EnvelopeAddress: Hashable {
  struct Refusal: Error {
    let reason: String
  }

  /// The address as sent, its domain in A-labels (RFC 5890).
  let text: String
  /// The address needs a server with SMTPUTF8 (RFC 6531).
  let needsUTF8: Bool

  init(_ address: String) throws(Refusal) {
    let shown = "“\(address.printable(longest: 100))”"
    guard !address.hasControlCharacters else {
      throw Refusal(reason: "the address \(shown) contains a control character")
    }
    guard let at = address.lastIndex(of: "@") else {
      throw Refusal(reason: "the address \(shown) has no @")
    }
    let local = address[..<at]
    guard Self.isLocalPart(local) else {
      throw Refusal(reason: "the address \(shown) has no valid part before the @")
    }
    guard let domain = Self.encoded(domain: address[address.index(after: at)...]) else {
      throw Refusal(reason: "the address \(shown) has no valid domain")
    }
    text = "\(local)@\(domain)"
    needsUTF8 = local.utf8.contains { $0 >= 0x80 }
    // RFC 5321 section 4.5.3.1.3: a path has at most 256 octets with its brackets.
    guard text.utf8.count <= 254 else {
      throw Refusal(reason: "the address \(shown) is too long")
    }
  }

  /// A dot-string or a quoted string (RFC 5321 section 4.1.2), the dots anywhere. An @ in quotes is
  /// refused: libcurl takes the first for the one before the domain.
  private static func isLocalPart(_ local: Substring) -> Bool {
    guard (1...64).contains(local.utf8.count) else { return false }
    if local.utf8.count > 2, local.first == "\"", local.last == "\"" {
      return local.dropFirst().dropLast().unicodeScalars.allSatisfy { scalar in
        scalar == " " || isText(scalar, except: "@\"\\<>")
      }
    }
    return local.unicodeScalars.allSatisfy { isText($0, except: "@\"\\<>()[],;:") }
  }

  private static func isText(_ scalar: Unicode.Scalar, except specials: String) -> Bool {
    if scalar.isASCII {
      return scalar.value > 0x20 && scalar.value < 0x7f
        && !specials.unicodeScalars.contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned,
      .surrogate, .privateUse:
      return false
    default: return true
    }
  }

  /// The domain in ASCII; nil when it is none. libcurl would convert it by the process's locale,
  /// which in a daemon is "C" and knows no letters but ASCII's.
  private static func encoded(domain: Substring) -> String? {
    if domain.first == "[", domain.last == "]" { return isLiteral(domain) ? String(domain) : nil }
    guard domain.utf8.contains(where: { $0 >= 0x80 }) else {
      return isName(domain) ? String(domain) : nil
    }
    return DomainName(domain)?.ascii
  }

  private static func isName(_ domain: Substring) -> Bool {
    ServerURL.isName(domain)
      && domain.split(separator: ".", omittingEmptySubsequences: false)
        .allSatisfy { (1...63).contains($0.utf8.count) }
  }

  /// `[192.0.2.1]`, `[IPv6:2001:db8::1]`.
  private static func isLiteral(_ domain: Substring) -> Bool {
    domain.utf8.count > 4
      && domain.dropFirst().dropLast().allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == ":")
      }
  }
}
