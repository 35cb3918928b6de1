/// A customer of `customer add|list|show|edit|archive --json`.
package struct CustomerRow: Decodable, Sendable, Equatable {
  package let id: Int
  package let company: String
  package let name: String
  package let businessID: String?
  package let email: String?
  package let phone: String?
  package let archived: Bool
}
