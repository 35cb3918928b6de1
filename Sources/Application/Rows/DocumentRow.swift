import Foundation
import Records

/// A document of a company, which goes by its slug; the document's group goes by its path.
package struct DocumentRow: Encodable, Sendable {
  package let id: DocumentID
  package let company: String
  package let state: DocumentState
  package let fileName: String
  package let title: String?
  package let mediaType: String
  package let declaredMediaType: String?
  /// Bytes.
  package let size: Int64
  package let sha256: String
  package let customer: CustomerID?
  package let contact: ContactID?
  package let group: String?
  package let date: CivilDate?
  package let notes: String?
  package let keepUntil: CivilDate?
  package let externalID: String?
  package let receivedAt: Date
  package let mail: MailID?
  package let duplicateOf: DocumentID?
  package let sender: String?
  package let subject: String?

  package init(_ document: Document) {
    id = document.id
    company = document.companySlug
    state = document.state
    fileName = document.fileName
    title = document.title
    mediaType = document.mediaType
    declaredMediaType = document.declaredMediaType
    size = document.size
    sha256 = document.sha256.hexadecimal
    customer = document.party.customer
    contact = document.party.contact
    group = document.groupPath
    date = document.date
    notes = document.notes
    keepUntil = document.keepUntil
    externalID = document.externalID
    receivedAt = document.receivedAt
    mail = document.mail
    duplicateOf = document.duplicateOf
    sender = document.sender
    subject = document.subject
  }
}
