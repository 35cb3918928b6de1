/// A move that many documents make at once.
package enum DocumentMove: Sendable {
  /// To a customer or a contact, or to nobody.
  case assign(PartyChange)
  case archive
  /// Into the Inbox.
  case `return`
  /// Out of the archive.
  case restore
}
