import Records

/// Changes of the company's documents.
extension ActingCompany {
  /// Refuses what `addDocuments` would refuse, before their bytes are stored.
  package func checkDocument(_ new: NewDocument) async throws(StoreError) {
    let acting = self
    try await scope.engine.read { transaction in
      _ = try DocumentDetails(new, acting.recorded(in: transaction))
    }
  }

  /// Adds documents, all or none, whose bytes are durable in the blob store: filed when they have a
  /// customer, else in the Inbox.
  package func addDocuments(
    _ documents: [(NewDocument, BlobReference)]
  ) async throws(StoreError) -> [Document] {
    try StoreError.refusing(ManyRecords.check(documents.count))
    let blobs = scope.blobs
    return try await change { change in
      let writing = DocumentWriting(change: change)
      return try documents.map { new, blob in
        try blobs.name(blob, in: change.transaction)
        return try writing.add(new, blob)
      }
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

  /// Puts a document back into the Inbox, under nobody; one that is there is not logged.
  package func returnDocument(_ document: DocumentID) async throws(StoreError) -> Document {
    try await change { try DocumentWriting(change: $0).return(document) }
  }

  /// Puts a document away; once archived, this changes and logs nothing.
  package func archive(_ document: DocumentID) async throws(StoreError) -> Document {
    try await change { try DocumentWriting(change: $0).archive(document) }
  }

  /// Puts documents away, all or none; what is archived already stays and is not logged.
  package func archive(_ documents: [DocumentID]) async throws(StoreError) -> [Document] {
    try await move(documents, .archive)
  }

  /// Takes a document out of the archive, to where it was before; one that isn't archived is not
  /// logged.
  package func restoreDocument(_ document: DocumentID) async throws(StoreError) -> Document {
    try await change { try DocumentWriting(change: $0).restore(document) }
  }

  /// Removes a document for good and returns it as it was; its bytes go with the next collection,
  /// where no other document has the same. One that is to be kept is refused until its day has
  /// passed, unless a reason is given.
  package func removeDocument(
    _ document: DocumentID, early reason: String? = nil
  ) async throws(StoreError) -> Document {
    try await change { try DocumentWriting(change: $0).remove(document, early: reason) }
  }
}
