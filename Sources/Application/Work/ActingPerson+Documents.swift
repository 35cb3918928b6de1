import Records
import Store

/// Changes of documents.
extension ActingPerson {
  /// Files a document, with its details and what is added for it, in one change.
  package func file(
    _ id: DocumentID, under party: PartyChange, _ details: DocumentChange,
    adding additions: FilingAdditions = FilingAdditions()
  ) async throws {
    _ = try await refusing {
      try await company.file(id, under: party, details, adding: additions)
    }
  }

  package func editDocument(_ id: DocumentID, _ edit: DocumentChange) async throws {
    _ = try await refusing { try await company.editDocument(id, edit) }
  }

  /// Moves documents, all or none.
  package func move(_ ids: [DocumentID], _ move: DocumentMove) async throws {
    _ = try await refusing { try await company.move(ids, move) }
  }

  /// Moves all documents that the person's search finds.
  package func move(matching request: Workplace.DocumentRequest, _ move: DocumentMove) async throws
  {
    _ = try await refusing { try await company.move(matching: request.query, move) }
  }

  /// Adds files that came, all or none, with the same details: filed when these name a customer,
  /// else in the Inbox.
  package func add(
    _ files: [ReceivedFile], _ details: DocumentUpload.Details
  ) async throws -> [DocumentRow] {
    try await refusing { try await workplace.add(files, details, to: company) }
  }
}
