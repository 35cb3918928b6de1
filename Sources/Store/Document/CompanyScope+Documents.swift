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

  /// Refuses what `addDocument` would refuse, before its bytes are stored.
  package func checkDocument(_ new: NewDocument) async throws(StoreError) {
    let id = id
    try await engine.read { transaction in
      _ = try DocumentDetails(new, of: id, in: transaction)
    }
  }

  /// Adds a document whose bytes are durable in the blob store: filed when it has a customer, else
  /// in the Inbox.
  package func addDocument(
    _ new: NewDocument, blob: BlobReference, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    let blobs = blobs
    return try await engine.write { transaction in
      let writing = try DocumentWriting(
        change: RecordedChange(of: id, by: actor, at: now, in: transaction))
      try blobs.name(blob, in: transaction)
      return try writing.add(new, blob)
    }
  }

  /// An edit that changes nothing is not logged.
  package func editDocument(
    _ document: DocumentID, _ change: DocumentChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    return try await engine.write { transaction in
      try DocumentWriting(
        change: RecordedChange(of: id, by: actor, at: now, in: transaction)
      )
      .edit(document, change)
    }
  }

  /// Files a document, with whom it concerns; one that is filed so already is not logged.
  package func assign(
    _ document: DocumentID, _ change: PartyChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    return try await engine.write { transaction in
      try DocumentWriting(
        change: RecordedChange(of: id, by: actor, at: now, in: transaction)
      )
      .assign(document, change)
    }
  }

  /// Puts a document away; once archived, this changes and logs nothing.
  package func archive(
    _ document: DocumentID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    return try await engine.write { transaction in
      try DocumentWriting(
        change: RecordedChange(of: id, by: actor, at: now, in: transaction)
      )
      .archive(document)
    }
  }
}
