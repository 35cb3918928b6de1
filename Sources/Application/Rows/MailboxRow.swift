import Foundation

/// A mailbox that is read, or the server for outgoing mail: how it is logged in to, and since when
/// that fails.
package struct MailboxRow: Encodable, Sendable {
  package let name: String
  package let url: String
  package let username: String
  /// Nil of the server for outgoing mail.
  package var folder: String?
  /// `password` or `oauth2`.
  package let login: String
  package let tokenExpires: Date?
  package var lastSuccess: Date?
  package var lastError: String?
  package var since: Date?

  package init(name: String, url: String, username: String, login: String, tokenExpires: Date?) {
    self.name = name
    self.url = url
    self.username = username
    self.login = login
    self.tokenExpires = tokenExpires
  }
}
