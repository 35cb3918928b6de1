extension ComposedField {
  /// From, To, Reply-To …: mailboxes with their names (RFC 5322 section 3.4). Domains are of ASCII:
  /// A-labels where need be. An address with other letters before the @ can't stand in a header of
  /// ASCII: its name, or else itself, stands for it as an empty group (RFC 6857 section 3.1.8).
  package static func addresses(
    _ name: String, _ addresses: [MailAddress]
  ) throws(ComposeError) -> ComposedField {
    guard !addresses.isEmpty else { throw ComposeError(name, "there is no address") }
    return try ComposedField(name) { (field) throws(ComposeError) in
      for (index, address) in addresses.enumerated() {
        let comma = index + 1 < addresses.count ? "," : ""
        try add(address, end: comma, to: &field)
      }
    }
  }

  private static func add(
    _ address: MailAddress, end: String, to field: inout FoldedField
  ) throws(ComposeError) {
    let title = collapsed(address.name ?? "")
    let (local, domain) = try sides(of: address.address, field: field)
    guard local.utf8.allSatisfy({ $0 < 0x80 }) else {
      EncodedWordWriter.add(title.isEmpty ? "\(local)@\(domain)" : title, to: &field)
      return field.add(":;\(end)")
    }
    guard !title.isEmpty else { return field.add("\(local)@\(domain)\(end)") }
    add(phrase: title, to: &field)
    field.add("<\(local)@\(domain)>\(end)")
  }

  /// A phrase (section 3.2.5): atoms, a quoted string, or encoded-words.
  static func add(phrase: String, to field: inout FoldedField) {
    let phrase = collapsed(phrase)
    let words = phrase.split(separator: " ").map(String.init)
    let isShort = words.allSatisfy { $0.utf8.count < 60 }
    if phrase.contains("=?") || !phrase.utf8.allSatisfy({ $0 < 0x7F }) || !isShort {
      EncodedWordWriter.add(phrase, to: &field)
    } else if words.allSatisfy({ $0.utf8.allSatisfy { $0.isAtomText && $0 != .dot } }) {
      for word in words { field.add(word) }
    } else if phrase.utf8.count < 60 {
      field.add(quoted(phrase))
    } else {
      EncodedWordWriter.add(phrase, to: &field)
    }
  }

  /// A quoted string (section 3.2.4) of printable ASCII.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Without control characters, each run of spaces as one, none around.
  private static func collapsed(_ text: String) -> String {
    HeaderText.cleaned(text).split(separator: " ").joined(separator: " ")
  }

  private static func sides(
    of address: String, field: FoldedField
  ) throws(ComposeError) -> (local: String, domain: String) {
    let name = String(field.text.prefix { $0 != ":" })
    guard let at = address.lastIndex(of: "@"), address.utf8.count <= 320 else {
      throw ComposeError(name, "an address has no @, or is too long")
    }
    let local = String(address[..<at])
    guard isLocalPart(local) else {
      throw ComposeError(name, "an address has no valid part before the @")
    }
    let domain = String(address[address.index(after: at)...])
    guard isDomain(domain) else { throw ComposeError(name, "an address has no valid domain") }
    return (local, domain)
  }

  /// Atoms and dots, or a quoted string that holds nothing to be escaped.
  private static func isLocalPart(_ local: String) -> Bool {
    guard !local.isEmpty else { return false }
    let isQuoted = local.utf8.count > 2 && local.utf8.first == .quote && local.utf8.last == .quote
    let inside = isQuoted ? local.unicodeScalars.dropFirst().dropLast() : local.unicodeScalars[...]
    return inside.allSatisfy { scalar in
      guard scalar.isASCII else { return scalar.properties.isXIDContinue }
      let byte = UInt8(scalar.value)
      return byte.isAtomText
        || isQuoted && byte >= 0x20 && byte < 0x7F && byte != .quote && byte != .backslash
    }
  }

  private static func isDomain(_ domain: String) -> Bool {
    let isLiteral = domain.first == "[" && domain.last == "]"
    let inside = isLiteral ? domain.dropFirst().dropLast().replacing(":", with: "") : domain[...]
    return !inside.isEmpty
      && inside.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-._".utf8.contains($0) }
  }
}
