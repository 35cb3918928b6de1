/// One header field, written (RFC 5322 section 2.2): ASCII, folded, in one piece. No value ends the
/// field or begins another: control characters become spaces in text, and are refused elsewhere.
package struct ComposedField: Sendable, Hashable {
  package let name: String
  /// The whole field, folded, without the last CRLF.
  let text: String

  init(_ name: String, _ write: (inout FoldedField) throws(ComposeError) -> Void)
    throws(ComposeError)
  {
    let isName = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != .colon }
    guard isName, (1...60).contains(name.utf8.count) else {
      throw ComposeError("header", "a field's name is not one")
    }
    self.name = name
    var field = FoldedField(name)
    try write(&field)
    text = field.text
  }

  /// Text for people, such as a Subject: any characters.
  package static func text(_ name: String, _ value: String) throws(ComposeError) -> ComposedField {
    try ComposedField(name) { field in
      let text = HeaderText.cleaned(value)
      if let words = plainWords(text, firstRoom: field.room) {
        for word in words { field.add(word) }
      } else {
        EncodedWordWriter.add(text, to: &field)
      }
    }
  }

  /// Words of a protocol, such as `Auto-Submitted: auto-generated`: printable ASCII.
  package static func tokens(_ name: String, _ value: String) throws(ComposeError) -> ComposedField
  {
    let words = value.split(separator: " ").map(String.init)
    guard value.utf8.allSatisfy(\.isPrintable), !words.isEmpty,
      words.allSatisfy({ $0.utf8.count <= 900 })
    else { throw ComposeError(name, "its value is not printable ASCII") }
    return try ComposedField(name) { field in
      for word in words { field.add(word) }
    }
  }

  /// Message-ID, In-Reply-To, References: identifiers without their angle brackets (RFC 5322
  /// section 3.6.4).
  package static func identifiers(
    _ name: String, _ identifiers: [String]
  ) throws(ComposeError) -> ComposedField {
    guard !identifiers.isEmpty, identifiers.allSatisfy(isIdentifier) else {
      throw ComposeError(name, "an identifier is not of the form left@right")
    }
    return try ComposedField(name) { field in
      for identifier in identifiers { field.add("<\(identifier)>") }
    }
  }

  /// List-Id (RFC 2919): a name for people, and the list's own, such as "muistutukset.example.fi".
  package static func listID(_ title: String, _ id: String) throws(ComposeError) -> ComposedField {
    guard !id.isEmpty, id.utf8.count <= 250, id.utf8.allSatisfy(\.isAtomText) else {
      throw ComposeError("List-Id", "the list's name is not one")
    }
    return try ComposedField("List-Id") { field in
      Self.add(phrase: title, to: &field)
      field.add("<\(id)>")
    }
  }

  private static func isIdentifier(_ text: String) -> Bool {
    let sides = text.utf8.split(separator: .atSign, omittingEmptySubsequences: false)
    return sides.count == 2 && text.utf8.count <= 250
      && sides.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isAtomText) }
  }

  /// The words of a text that can stand as it is; nil when it has to be encoded to be read back the
  /// same.
  private static func plainWords(_ text: String, firstRoom: Int) -> [String]? {
    guard !text.contains("=?"), text.utf8.allSatisfy(\.isPrintable) else {
      return nil
    }
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    if words == [""] { return [] }
    guard words.allSatisfy({ (1..<FoldedField.lineLength).contains($0.utf8.count) }),
      words[0].utf8.count <= firstRoom
    else { return nil }
    return words
  }
}

extension UInt8 {
  /// atext of RFC 5322 section 3.2.3, or a dot.
  var isAtomText: Bool {
    isLetter || isDigit || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(self)
  }
}
