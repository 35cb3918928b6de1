/// A contact of `contact add|list|show|edit|remove --json`.
package struct ContactRow: Decodable, Sendable, Equatable {
  package let id: Int
  package let company: String
  package let customer: Int
  package let name: String
  package let role: String?
  package let email: String?
  package let phone: String?
}
