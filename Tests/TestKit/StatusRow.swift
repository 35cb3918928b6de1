/// The row of `status --json`.
package struct StatusRow: Decodable, Sendable {
  package let healthy: Bool
  package let mailboxes: [Mailbox]
  package let mails: [String: Int]
  package let reminders: [String: Int]
  package let store: Contents

  package struct Mailbox: Decodable, Sendable {
    package let name: String
    package let connected: Bool
    package let lastSuccess: String?
    package let lastError: String?
    package let waiting: Int?
  }

  package struct Contents: Decodable, Sendable {
    package let documents: Int
    package let bytes: Int
  }
}
