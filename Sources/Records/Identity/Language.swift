/// The languages the product speaks to people in.
package enum Language: String, Sendable, Hashable, CaseIterable, Codable {
  case finnish = "fi"
  case swedish = "sv"
  case english = "en"
}
