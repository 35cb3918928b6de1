/// A reminder of `reminder list --json`.
package struct ReminderRow: Decodable, Sendable {
  package let id: Int
  package let task: Int
  package let person: String
  package let moment: String
  package let kind: String
  package let state: String
  package let attempts: Int
  package let messageID: String?
  package let reply: String?
}
