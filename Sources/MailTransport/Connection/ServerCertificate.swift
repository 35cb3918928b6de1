import FoundationEssentials

/// The certificate that a mail server showed and that was accepted.
package struct ServerCertificate: Sendable, Hashable {
  /// The end of the first one to expire of those that the server sent: its own, or one between it
  /// and the authority.
  package let expiresAt: Date

  package init(expiresAt: Date) {
    self.expiresAt = expiresAt
  }

  /// As OpenSSL prints a time: `Dec  4 18:00:00 2026 GMT`.
  static func date(_ text: String) -> Date? {
    let words = text.split(separator: " ")
    guard words.count == 5, words[4] == "GMT" else { return nil }
    return InternalDate.parse(Array("\(words[1])-\(words[0])-\(words[3]) \(words[2]) +0000".utf8))
  }
}
