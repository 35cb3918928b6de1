import Foundation
import Records

/// A mail as it was settled for a company, which goes by its slug, or for none.
package struct MailRow: Encodable, Sendable {
  package let id: MailID
  package let mailbox: String?
  package let uidValidity: UInt32?
  package let uid: UInt32?
  package let company: String?
  package let verdict: MailVerdict
  package let reasonCode: String
  package let reason: String
  package let messageID: String?
  package let sender: String?
  package let subject: String?
  /// Bytes.
  package let size: Int64
  package let receivedAt: Date
  package let documents: [DocumentID]
  package let confirmationCode: String?
  package let confirmationURL: String?

  package init(_ mail: Mail) {
    id = mail.id
    mailbox = mail.mailbox
    uidValidity = mail.uidValidity
    uid = mail.uid
    company = mail.companySlug
    verdict = mail.verdict
    reasonCode = mail.reasonCode
    reason = mail.reasonText(in: .english)
    messageID = mail.messageID
    sender = mail.sender
    subject = mail.subject
    size = mail.size
    receivedAt = mail.receivedAt
    documents = mail.documents
    confirmationCode = mail.confirmationCode
    confirmationURL = mail.confirmationURL
  }
}
