/// A proposed verdict for one company, or for none. The store turns it into `duplicate`
/// when the company has had this mail before.
package struct MailOutcome: Sendable, Hashable {
  package var company: CompanyID?
  package var verdict: MailVerdict
  package var reason: String
  /// The header field that decided on the company; nil when none did.
  package var headerUsed: String?

  /// The reason of what is held because its company has its Mini-CRM switched off.
  package static let switchedOff = "the company's Mini-CRM is switched off"

  package init(
    company: CompanyID?, verdict: MailVerdict, reason: String, headerUsed: String? = nil
  ) {
    self.company = company
    self.verdict = verdict
    self.reason = TextLimit.words.cut(reason)
    self.headerUsed = headerUsed
  }
}
