import Foundation
import GRDB
import Records

/// The company's documents.
extension CompanyScope {
  /// Newest first. Throws when the query names a customer or a contact that the company hasn't.
  package func documents(
    _ query: DocumentQuery = DocumentQuery()
  ) async throws(StoreError) -> [Document] {
    let id = id
    let words = TextWords(query.text ?? "")
    return try await database.read { database in
      try query.list(of: id, in: database).rows(
        in: database, where: { words.allOccur(in: DocumentQuery.searchable($0)) },
        Document.init(row:))
    }
  }

  package func document(_ document: DocumentID) async throws(StoreError) -> Document? {
    let id = id
    return try await database.read { try Document.find(document, of: id, in: $0) }
  }

  /// Refuses what `addDocument` would refuse, before its bytes are stored.
  package func checkDocument(_ new: NewDocument) async throws(StoreError) {
    let id = id
    try await database.read { database in
      _ = try DocumentDetails(new, of: id, in: database)
    }
  }

  /// Adds a document whose bytes are durable in the blob store: filed when it has a customer, else
  /// in the Inbox.
  package func addDocument(
    _ new: NewDocument, blob: BlobReference, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    let blobs = blobs
    return try await database.write { database in
      let writing = try DocumentWriting(
        change: RecordedChange(of: id, by: actor, at: now, in: database))
      try blobs.name(blob, in: database)
      return try writing.add(new, blob)
    }
  }

  /// An edit that changes nothing is not logged.
  package func editDocument(
    _ document: DocumentID, _ change: DocumentChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    return try await database.write { database in
      try DocumentWriting(
        change: RecordedChange(of: id, by: actor, at: now, in: database)
      )
      .edit(document, change)
    }
  }

  /// Files a document, with whom it concerns; one that is filed so already is not logged.
  package func assign(
    _ document: DocumentID, _ change: PartyChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    return try await database.write { database in
      try DocumentWriting(
        change: RecordedChange(of: id, by: actor, at: now, in: database)
      )
      .assign(document, change)
    }
  }

  /// Puts a document away; once archived, this changes and logs nothing.
  package func archive(
    _ document: DocumentID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Document {
    let id = id
    return try await database.write { database in
      try DocumentWriting(
        change: RecordedChange(of: id, by: actor, at: now, in: database)
      )
      .archive(document)
    }
  }
}
