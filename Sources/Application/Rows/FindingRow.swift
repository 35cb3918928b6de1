/// A finding of an examination, with words for it.
package struct FindingRow: Encodable, Sendable {
  package let check: String
  package let result: String
  package let text: String
  package let advice: String?

  /// `advice` is nil when there is nothing to do, or the text says it.
  package init(_ finding: Finding, text: String, advice: String?) {
    check = finding.check
    result = finding.grade.rawValue
    self.text = text
    self.advice = advice
  }
}
