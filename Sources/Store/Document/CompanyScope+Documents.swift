import Foundation
import Records

/// The company's documents.
extension CompanyScope {
  /// Newest first. Throws when the query names a customer or a contact that the company hasn't.
  package func documents(
    _ query: DocumentQuery = DocumentQuery(), page: ListPage<DocumentID> = ListPage()
  ) async throws(StoreError) -> [Document] {
    let id = id
    let words = TextWords(query.text ?? "")
    return try await engine.read { transaction in
      try query.list(of: id, page, in: transaction).rows(
        in: transaction, where: { words.allOccur(in: DocumentQuery.searchable($0)) },
        Document.init(row:))
    }
  }

  package func document(_ document: DocumentID) async throws(StoreError) -> Document? {
    let id = id
    return try await engine.read { try Document.find(document, of: id, in: $0) }
  }
}
