/// A proposed verdict for one company, or for none. The store turns it into `duplicate`
/// when the company has had this mail before.
package struct MailOutcome: Sendable, Hashable {
  package var company: CompanyID?
  package var verdict: MailVerdict
  package var reason: MailReason
  /// The header field that decided on the company; nil when none did.
  package var headerUsed: String?

  package init(
    company: CompanyID?, verdict: MailVerdict, reason: MailReason, headerUsed: String? = nil
  ) {
    self.company = company
    self.verdict = verdict
    self.reason = reason
    self.headerUsed = headerUsed
  }
}
