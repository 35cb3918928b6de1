/// A finding of the doctor.
struct FindingRow: PrintedRow {
  let check: String
  let result: String
  let text: String
  let advice: String?

  init(_ finding: Finding) {
    check = finding.check
    result = finding.grade.rawValue
    text = finding.text
    advice = finding.advice.isEmpty ? nil : finding.advice
  }
}
