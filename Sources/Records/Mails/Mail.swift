import Foundation

/// One mail, as it was settled for one company or for none.
package struct Mail: Sendable, Hashable {
  package let id: MailID
  /// The folder that the UID belongs to; nil for a mail added by hand.
  package let folder: MailboxFolderID?
  /// The mailbox's name in the settings; nil for a mail added by hand.
  package let mailbox: String?
  package let uidValidity: UInt32?
  package let uid: UInt32?
  package let company: CompanyID?
  package let companySlug: String?
  package let verdict: MailVerdict
  package let reason: MailReason
  package let messageID: String?
  package let sender: String?
  package let subject: String?
  /// In bytes.
  package let size: Int64
  package let receivedAt: Date
  /// In the order of the parts they came from.
  package let documents: [DocumentID]
  /// The code of a forwarding confirmation; nil for any other mail, and for a discarded one.
  package let confirmationCode: String?
  package let confirmationURL: String?
  /// The header that decided the company.
  package let headerUsed: String?
  /// The action on the server's copy, as the settings write it; nil when there is none.
  package let action: String?
  /// The action's state, for people: "done", "waiting", or the last refusal.
  package let actionState: String?
  /// The mail waits for nothing but its company being switched on.
  package let waitsForCompany: Bool
  /// Somebody decided against it; its raw bytes are gone.
  package let isDiscarded: Bool
  /// True while the raw bytes are kept.
  package let hasRaw: Bool
  /// False when the server did not deliver it as a whole.
  package let isFetched: Bool

  package init(
    id: MailID, folder: MailboxFolderID?, mailbox: String?, uidValidity: UInt32?, uid: UInt32?,
    company: CompanyID?, companySlug: String?, verdict: MailVerdict, reason: MailReason,
    messageID: String?, sender: String?, subject: String?, size: Int64, receivedAt: Date,
    documents: [DocumentID],
    confirmationCode: String?, confirmationURL: String?, headerUsed: String?, action: String?,
    actionState: String?, waitsForCompany: Bool, isDiscarded: Bool, hasRaw: Bool, isFetched: Bool
  ) {
    self.id = id
    self.folder = folder
    self.mailbox = mailbox
    self.uidValidity = uidValidity
    self.uid = uid
    self.company = company
    self.companySlug = companySlug
    self.verdict = verdict
    self.reason = reason
    self.messageID = messageID
    self.sender = sender
    self.subject = subject
    self.size = size
    self.receivedAt = receivedAt
    self.documents = documents
    self.confirmationCode = confirmationCode
    self.confirmationURL = confirmationURL
    self.headerUsed = headerUsed
    self.action = action
    self.actionState = actionState
    self.waitsForCompany = waitsForCompany
    self.isDiscarded = isDiscarded
    self.hasRaw = hasRaw
    self.isFetched = isFetched
  }
}
