/// A field's value with its parameters: `form-data; name="a"; filename="b.pdf"` (RFC 9110 §5.6.6).
struct HeaderParameters: Sendable, Hashable {
  /// In lower case.
  let value: String
  private var parameters: [String: String] = [:]

  /// Of a name that stands twice the first counts.
  subscript(name: String) -> String? { parameters[name] }

  /// Nil where the text is none.
  init?(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    value = Self.token(&rest, until: ";").lowercased()
    while let separator = rest.popFirst() {
      guard separator == ";" else { return nil }
      let name = Self.token(&rest, until: "=;").lowercased()
      // A semicolon too many is nothing.
      if name.isEmpty, rest.first != "=" { continue }
      guard rest.popFirst() == "=" else { return nil }
      while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
      guard let value = rest.first == "\"" ? Self.quoted(&rest) : Self.token(&rest, until: ";")
      else { return nil }
      if parameters[name] == nil { parameters[name] = value }
    }
  }

  private static func token(_ rest: inout ArraySlice<Unicode.Scalar>, until ends: String) -> String
  {
    let text = rest.prefix { !ends.unicodeScalars.contains($0) }
    rest = rest[text.endIndex...]
    let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    let trimmed = text.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    return String(String.UnicodeScalarView(trimmed))
  }

  /// A backslash escapes a quote and itself; before anything else it is part of a Windows path.
  private static func quoted(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\"" {
        _ = token(&rest, until: ";")
        return String(text)
      }
      if scalar == "\\", let next = rest.first, next == "\"" || next == "\\" {
        text.append(next)
        rest.removeFirst()
      } else {
        text.append(scalar)
      }
    }
    return nil
  }
}
