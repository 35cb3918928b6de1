/// A company of `company add|list|show --json`, as far as tests ask.
package struct CompanyRow: Decodable, Sendable {
  package let id: Int
  package let slug: String
  package let name: String
  package let address: String
  package let active: Bool
}
