import Foundation
import Platform

/// A file of a company with its details; the bytes are the blob of that digest.
package struct Document: Sendable, Hashable {
  package let id: DocumentID
  package let company: CompanyID
  /// The slug of the company.
  package let companySlug: String
  package let state: DocumentState
  package let fileName: String
  package let title: String?
  /// Sniffed from the bytes.
  package let mediaType: String
  /// As the mail said.
  package let declaredMediaType: String?
  /// In bytes.
  package let size: Int64
  package let sha256: Digest
  package let party: Party
  package let group: GroupID?
  /// The names from the root down to the group, joined by /.
  package var groupPath: String?
  package let date: CivilDate?
  package let notes: String?
  /// The last day on which the document may not be removed; nil for none.
  package let keepUntil: CivilDate?
  /// Another system's name for the document; unique in the company.
  package let externalID: String?
  package let receivedAt: Date
  package let mail: MailID?
  /// The company's first document with the same bytes, when this is a later one.
  package let duplicateOf: DocumentID?
  /// The sender and the subject of the mail.
  package let sender: String?
  package let subject: String?

  package init(
    id: DocumentID, company: CompanyID, companySlug: String, state: DocumentState, fileName: String,
    title: String?,
    mediaType: String, declaredMediaType: String?, size: Int64, sha256: Digest, party: Party,
    group: GroupID?, groupPath: String?, date: CivilDate?, notes: String? = nil,
    keepUntil: CivilDate? = nil, externalID: String? = nil, receivedAt: Date, mail: MailID?,
    duplicateOf: DocumentID?, sender: String? = nil, subject: String? = nil
  ) {
    self.id = id
    self.company = company
    self.companySlug = companySlug
    self.state = state
    self.fileName = fileName
    self.title = title
    self.mediaType = mediaType
    self.declaredMediaType = declaredMediaType
    self.size = size
    self.sha256 = sha256
    self.party = party
    self.group = group
    self.groupPath = groupPath
    self.date = date
    self.notes = notes
    self.keepUntil = keepUntil
    self.externalID = externalID
    self.receivedAt = receivedAt
    self.mail = mail
    self.duplicateOf = duplicateOf
    self.sender = sender
    self.subject = subject
  }

  /// The document's bytes, for `BlobStore.open`.
  package var blob: BlobReference { BlobReference(sha256: sha256, size: size) }
}
