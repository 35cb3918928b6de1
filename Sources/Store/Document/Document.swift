import Foundation

/// A file of a company with its details; the bytes are the blob of that digest.
package struct Document: Sendable, Hashable {
  package let id: DocumentID
  package let company: CompanyID
  package let state: DocumentState
  package let fileName: String
  package let title: String?
  /// Sniffed from the bytes.
  package let mediaType: String
  /// As the mail said.
  package let declaredMediaType: String?
  /// In bytes.
  package let size: Int64
  /// Lower-case hexadecimal.
  package let sha256: String
  package let party: Party
  package let group: GroupID?
  package let date: CivilDate?
  package let receivedAt: Date
  package let mail: MailID?
  /// The company's first document with the same bytes, when this is a later one.
  package let duplicateOf: DocumentID?

  /// The document's bytes, for `BlobStore.open`.
  package var blob: BlobReference? {
    BlobReference(hexadecimal: sha256, size: size)
  }
}
