/// A document of `document list|show --json`, as far as tests ask.
package struct DocumentRow: Decodable, Sendable, Equatable {
  package let id: Int
  package let company: String
  package let state: String
  package let fileName: String
  package let title: String?
  package let mediaType: String
  package let size: Int
  package let sha256: String
  package let customer: Int?
  package let contact: Int?
  package let group: String?
  package let date: String?
  package let receivedAt: String
  package let mail: Int?
  package let duplicateOf: Int?
}
