/// A finding of `doctor --json`.
package struct FindingRow: Decodable, Sendable {
  package let check: String
  package let result: String
  package let text: String
  package let advice: String?
}
