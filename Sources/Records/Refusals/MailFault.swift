/// A mail that can't be decided on.
package enum MailFault: Sendable, Hashable {
  /// Not all of the content came from the server.
  case neverWhole
  /// The content is not in the store any more.
  case notKept
  /// The mail is of no company, and none was named.
  case ofNoCompany
}
