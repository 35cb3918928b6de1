/// The verdict on one part of a mail.
package enum PartVerdict: String, Sendable, Hashable, CaseIterable {
  case document
  case encrypted
  case decoration
  case body
  case container
  case signature

  /// A part of this verdict is a document when its mail is filed.
  package var isDocument: Bool { self == .document || self == .encrypted }
}
