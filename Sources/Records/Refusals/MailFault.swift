/// A mail that nothing can be decided on anew.
package enum MailFault: Sendable, Hashable {
  /// Not all of the content came from the server.
  case neverWhole
  /// The content is not in the store any more.
  case notKept
}
