/// What `doctor --json` prints, a row a line.
package struct FindingRow: Decodable, Sendable {
  package let check: String
  package let result: String
  package let text: String
  package let advice: String?
}
