import Records

/// Changes of the company's documents.
extension ActingCompany {
  /// Refuses what `addDocument` would refuse, before its bytes are stored.
  package func checkDocument(_ new: NewDocument) async throws(StoreError) {
    let acting = self
    try await scope.engine.read { transaction in
      let change = try acting.recorded(in: transaction)
      _ = try DocumentDetails(new, of: change.company, in: transaction)
    }
  }

  /// Adds a document whose bytes are durable in the blob store: filed when it has a customer, else
  /// in the Inbox.
  package func addDocument(
    _ new: NewDocument, blob: BlobReference
  ) async throws(StoreError) -> Document {
    let blobs = scope.blobs
    return try await change { change in
      try blobs.name(blob, in: change.transaction)
      return try DocumentWriting(change: change).add(new, blob)
    }
  }

  /// An edit that changes nothing is not logged.
  package func editDocument(
    _ document: DocumentID, _ edit: DocumentChange
  ) async throws(StoreError) -> Document {
    try await change { try DocumentWriting(change: $0).edit(document, edit) }
  }

  /// Files a document, with whom it concerns; one that is filed so already is not logged.
  package func assign(
    _ document: DocumentID, _ party: PartyChange
  ) async throws(StoreError) -> Document {
    try await change { try DocumentWriting(change: $0).assign(document, party) }
  }

  /// Puts a document away; once archived, this changes and logs nothing.
  package func archive(_ document: DocumentID) async throws(StoreError) -> Document {
    try await change { try DocumentWriting(change: $0).archive(document) }
  }
}
