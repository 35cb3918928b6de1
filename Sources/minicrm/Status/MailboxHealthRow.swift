import Foundation

/// How a mailbox of the settings is read.
struct MailboxHealthRow: PrintedRow {
  let name: String
  let connected: Bool
  let lastSuccess: Date?
  let lastError: String?
  let waiting: Int?

  init(_ mailbox: MailboxHealth) {
    name = mailbox.name
    connected = mailbox.isConnected
    lastSuccess = mailbox.state?.lastSuccess
    lastError = mailbox.state?.lastError
    waiting = mailbox.state?.waiting
  }
}
