import Foundation

/// The state of reading one mailbox of the settings, for programs.
package struct MailboxHealthRow: Encodable, Sendable {
  package let name: String
  package let connected: Bool
  package let lastSuccess: Date?
  package let lastError: String?
  package let waiting: Int?

  package init(_ mailbox: MailboxHealth) {
    name = mailbox.name
    connected = mailbox.isConnected
    lastSuccess = mailbox.state?.lastSuccess
    lastError = mailbox.state?.lastError
    waiting = mailbox.state?.waiting
  }
}
