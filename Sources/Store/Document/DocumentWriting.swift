import Foundation
import GRDB
import Records

/// What people do with documents, inside one write transaction.
struct DocumentWriting {
  let change: RecordedChange

  private var database: Database { change.database }
  private var company: CompanyID { change.company }

  /// Adds a document by hand; its blob has been named.
  func add(_ new: NewDocument, _ blob: BlobReference) throws -> Document {
    let details = try DocumentDetails(new, of: company, in: database)
    let state = details.party.customer == nil ? DocumentState.inbox : .filed
    try database.execute(
      sql: """
        INSERT INTO document (company, state, fileName, title, mediaType, sha256, date, receivedAt,
          customer, contact, groupNode, duplicateOf)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
          (SELECT min(id) FROM document WHERE company = ?1 AND sha256 = ?6))
        """,
      arguments: [
        company.rawValue, state.rawValue, new.fileName, details.title, new.mediaType,
        blob.sha256.stored, details.date?.description, change.now.storedSeconds,
        details.party.customer?.rawValue, details.party.contact?.rawValue,
        details.group?.rawValue,
      ])
    let party = try details.party.shown(of: company, in: database)
    return try changed(DocumentID(rawValue: database.lastInsertedRowID), .documentAdded) {
      $0.documentAdded(new.fileName, to: party)
    }
  }

  func edit(_ id: DocumentID, _ change: DocumentChange) throws -> Document {
    let document = try Document.required(id, of: company, in: database)
    let tree = try GroupTree(of: company, in: database)
    let old = DocumentDetails(document)
    let new = try old.edited(change, in: tree)
    guard new != old else { return document }
    try database.execute(
      sql: "UPDATE document SET title = ?, date = ?, groupNode = ? WHERE id = ? AND company = ?",
      arguments: [
        new.title, new.date?.description, new.group?.rawValue, id.rawValue, company.rawValue,
      ])
    return try changed(id, .documentEdited) { voice in
      var changes = FieldChanges()
      changes.note(.title, old.title, new.title)
      changes.note(
        .date, old.date?.text(in: voice.language), new.date?.text(in: voice.language))
      changes.note(.group, old.group, new.group, named: tree.path(of:))
      return voice.documentEdited(document.fileName, changes)
    }
  }

  func assign(_ id: DocumentID, _ change: PartyChange) throws -> Document {
    let old = try Document.required(id, of: company, in: database)
    let party = try change.applied(to: old.party, of: company, in: database)
    guard old.state != .filed || old.party != party else { return old }
    try database.execute(
      sql: """
        UPDATE document SET state = 'filed', customer = ?, contact = ?
        WHERE id = ? AND company = ?
        """,
      arguments: [
        party.customer?.rawValue, party.contact?.rawValue, id.rawValue, company.rawValue,
      ])
    let (before, after) = (
      try old.party.shown(of: company, in: database),
      try party.shown(of: company, in: database)
    )
    return try changed(id, .documentAssigned) {
      $0.documentAssigned(old.fileName, from: before, to: after)
    }
  }

  func archive(_ id: DocumentID) throws -> Document {
    let old = try Document.required(id, of: company, in: database)
    guard old.state != .archived else { return old }
    try database.execute(
      sql: "UPDATE document SET state = 'archived' WHERE id = ? AND company = ?",
      arguments: [id.rawValue, company.rawValue])
    return try changed(id, .documentArchived) { $0.documentArchived(old.fileName) }
  }

  /// Logs what was done with a document and returns the document as it is now.
  private func changed(
    _ id: DocumentID, _ kind: LogKind, _ text: (LogText) -> String
  ) throws -> Document {
    let document = try Document.required(id, of: company, in: database)
    try change.log(kind, document.party, document: id, text(change.voice))
    return document
  }
}
