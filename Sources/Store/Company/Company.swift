/// A tenant: it owns its persons, mails, documents and its customer log.
package struct Company: Sendable, Hashable {
  package let id: CompanyID
  package let slug: String
  package let name: String
  package let businessID: String?
  package let language: Language
  /// An IANA zone, `Europe/Helsinki`.
  package let timeZone: String
  /// The secret part of the company's address, `[a-z2-7]`.
  package let token: String
  /// Days before a task's date, 0 being the day itself; nil is the installation's default.
  package let reminderDays: [Int]?
  /// `HH:MM`; nil is the installation's default.
  package let reminderAt: String?
  /// Reminders that fall on a weekend or a Finnish holiday go on the workday before.
  package let reminderWorkdays: Bool
  /// False while the company has its Mini-CRM switched off.
  package let active: Bool
}
