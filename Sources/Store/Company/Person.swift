/// Somebody who works at a company. A removed person stays as a row that the log can name.
package struct Person: Sendable, Hashable {
  package let id: PersonID
  package let company: CompanyID
  package let name: String
  package let email: String
  /// Nil is the company's.
  package let language: Language?
  /// Nil is the company's.
  package let reminderDays: [Int]?
  /// `HH:MM`; nil is the company's.
  package let reminderAt: String?
  package let removed: Bool
}
