import Foundation
import Records

/// The question to the store about one mail, before anybody decides on the mail.
package struct MailQuestion: Sendable, Hashable {
  /// Addresses that have the form of ours; some may be companies'.
  package let addresses: [AddressToken]
  /// Companies that the mail is for in any case.
  package let companies: [CompanyID]
  package let messageID: String?
  /// An address that was rotated with a grace still works for a mail that came within it.
  package let receivedAt: Date

  package init(
    addresses: [AddressToken], companies: [CompanyID] = [], messageID: String?, receivedAt: Date
  ) {
    self.addresses = addresses
    self.companies = companies
    self.messageID = messageID
    self.receivedAt = receivedAt
  }
}
