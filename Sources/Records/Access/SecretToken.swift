import Platform

/// A secret that a cookie or a link carries. The store keeps its digest alone, so that nobody gets
/// in by what a backup holds.
package struct SecretToken: Sendable, Hashable {
  package let text: String

  /// As somebody gave it, whatever it is.
  package init(_ text: String) { self.text = text }

  /// One that nobody can guess: 130 random bits.
  package static func random() -> SecretToken { SecretToken(AddressSecret.random()) }

  package var digest: Digest { Digest(of: text) }
}
