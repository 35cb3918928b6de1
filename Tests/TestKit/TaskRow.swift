/// A task of `task add|list|show --json`.
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
  package let every: String?
}

/// A group of `group add|list --json`.
package struct GroupRow: Decodable, Sendable, Equatable {
  package let id: Int
  package let company: String
  package let path: String
}
