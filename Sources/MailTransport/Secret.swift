import FoundationEssentials

/// A password. It never prints itself, whichever way it is put into a text.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
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
  /// Whether a C0 or C1 control character or DEL occurs.
  var hasControlCharacters: Bool {
    unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
  }
}

extension Secret {
  /// The text without the password, as it is or in base64: a server may quote what it was sent.
  func removed(from text: String) -> String {
    guard !value.isEmpty else { return text }
    return [value, Data(value.utf8).base64EncodedString()].reduce(text) { text, secret in
      text.replacing(secret, with: "•••")
    }
  }
}
