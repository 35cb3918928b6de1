import Records
import Store

/// Gives a document's bytes.
package struct DocumentContent: Sendable {
  private let store: Store

  package init(in store: Store) { self.store = store }

  /// Opens the file of the bytes, which are compared with what was filed as they are read.
  package func open(_ id: DocumentID, at scope: CompanyScope) async throws -> BlobFile {
    guard let document = try await scope.document(id) else { throw Refusal.notFound(id) }
    return try store.blobs.open(document.blob)
  }
}
