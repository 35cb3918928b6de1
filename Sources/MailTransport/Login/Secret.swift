import FoundationEssentials

/// A password or a token. It never prints itself, whichever way it is put into a text.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable, Hashable
{
  package let value: String

  /// Throws when the value holds a control character: those would reach the wire as they are.
  package init(_ value: String) throws(EndpointError) {
    guard !value.hasControlCharacters else {
      throw EndpointError(
        "the password contains a control character",
        suggestion: "check the file or credential: one password on one line")
    }
    self.value = value
  }

  package var description: String { "•••" }
  package var debugDescription: String { "•••" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension String {
  /// A C0 or C1 control character or DEL occurs.
  var hasControlCharacters: Bool {
    unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
  }
}

extension Secret {
  /// The text without the password, as it is, in quotes, or anywhere inside base64: a server may
  /// quote what it was sent.
  func removed(from text: String) -> String {
    guard !value.isEmpty else { return text }
    // In upper case where it stands as a response code.
    return ([value, quoted, value.uppercased()] + base64Forms).reduce(text) { text, secret in
      text.replacing(secret, with: "•••")
    }
  }

  /// As LOGIN carries it in quotes.
  private var quoted: String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  /// The forms that base64 makes of the secret alone, and behind other bytes, as AUTHENTICATE PLAIN
  /// has it: there the letters depend on the number of bytes before. Letters that a neighbour
  /// shares are left out.
  private var base64Forms: [String] {
    let bytes = Data(value.utf8)
    let inside = (0..<3).map { lead in
      let letters = (Data(count: lead) + bytes).base64EncodedString()
      let whole = (lead + bytes.count) * 8 / 6
      return String(letters.prefix(whole).dropFirst((lead * 8 + 5) / 6))
    }
    return [bytes.base64EncodedString()] + inside.filter { $0.count >= 4 }
  }
}
