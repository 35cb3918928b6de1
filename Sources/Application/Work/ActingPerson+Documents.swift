import Records
import Store

/// Changes of documents.
extension ActingPerson {
  /// Files a document, with its details, in one change.
  package func file(
    _ id: DocumentID, under party: PartyChange, _ details: DocumentChange
  ) async throws {
    _ = try await refusing { try await company.file(id, under: party, details) }
  }

  package func editDocument(_ id: DocumentID, _ edit: DocumentChange) async throws {
    _ = try await refusing { try await company.editDocument(id, edit) }
  }

  /// Puts a document back into the Inbox.
  package func returnDocument(_ id: DocumentID) async throws {
    _ = try await refusing { try await company.returnDocument(id) }
  }

  /// Puts documents away, all or none.
  package func archive(_ ids: [DocumentID]) async throws {
    _ = try await refusing { try await company.archive(ids) }
  }

  /// Takes a document out of the archive, to where it was before.
  package func restoreDocument(_ id: DocumentID) async throws {
    _ = try await refusing { try await company.restoreDocument(id) }
  }
}
