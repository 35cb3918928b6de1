import Foundation
import Records

/// The company's documents.
extension CompanyScope {
  /// Newest first, or by the last day to be kept where that is asked for. Throws when the query
  /// names a customer, a contact or a group that the company hasn't.
  package func documents(
    _ query: DocumentQuery = DocumentQuery(), page: ListPage<DocumentID> = ListPage()
  ) async throws(StoreError) -> [Document] {
    let id = id
    return try await engine.read { transaction in
      let list = try query.list(of: id, page, in: transaction)
      if !list.isShort, let search = DocumentSearch(query, of: id) {
        return try search.documents(list, page, in: transaction)
      }
      return try list.rows(in: transaction, where: query.fits, Document.init(row:))
    }
  }

  /// The documents of a mail of the company, in the order of its parts.
  package func documents(of mail: MailID) async throws(StoreError) -> [Document] {
    let id = id
    return try await engine.read { transaction in
      try transaction.rows(
        """
        \(raw: Document.select)
        WHERE document.company = \(id) AND document.mail = \(mail) ORDER BY document.id
        """
      ).map(Document.init(row:))
    }
  }

  package func document(_ document: DocumentID) async throws(StoreError) -> Document? {
    let id = id
    return try await engine.read { try Document.find(document, of: id, in: $0) }
  }
}
