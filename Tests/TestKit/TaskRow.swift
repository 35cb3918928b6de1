/// What `task add|list|show --json` prints of a task.
package struct TaskRow: Decodable, Sendable, Equatable {
  package let id: Int
  package let company: String
  package let person: String
  package let description: String
  package let date: String
  package let state: String
  package let group: String?
  package let customer: Int?
  package let contact: Int?
}

/// What `group add|list --json` prints of a group.
package struct GroupRow: Decodable, Sendable, Equatable {
  package let id: Int
  package let company: String
  package let path: String
}
