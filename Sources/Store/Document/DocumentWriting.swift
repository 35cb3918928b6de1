import Foundation
import Records

/// Changes of documents, inside one write transaction.
struct DocumentWriting {
  let change: RecordedChange

  private var transaction: Transaction { change.transaction }
  private var company: CompanyID { change.company }

  /// Adds a document by hand; its blob has been named.
  func add(_ new: NewDocument, _ blob: BlobReference) throws -> Document {
    let details = try DocumentDetails(new, of: company, in: transaction)
    let state = details.party.customer == nil ? DocumentState.inbox : .filed
    try transaction.run(
      """
      INSERT INTO document (company, state, fileName, title, mediaType, sha256, date, receivedAt,
        customer, contact, groupNode, duplicateOf)
      VALUES (\(company), \(state), \(new.fileName), \(details.title), \(new.mediaType),
        \(blob.sha256), \(details.date), \(change.now), \(details.party.customer),
        \(details.party.contact), \(details.group),
        (SELECT min(id) FROM document WHERE company = \(company) AND sha256 = \(blob.sha256)))
      """)
    let party = try details.party.shown(of: company, in: transaction)
    return try changed(transaction.inserted(DocumentID.self), .documentAdded) {
      $0.documentAdded(new.fileName, to: party)
    }
  }

  func edit(_ id: DocumentID, _ change: DocumentChange) throws -> Document {
    let document = try Document.required(id, of: company, in: transaction)
    let tree = try GroupTree(of: company, in: transaction)
    let old = DocumentDetails(document)
    let new = try old.edited(change, in: tree)
    guard new != old else { return document }
    try transaction.run(
      """
      UPDATE document
      SET title = \(new.title), date = \(new.date), groupNode = \(new.group)
      WHERE id = \(id) AND company = \(company)
      """)
    return try changed(id, .documentEdited) { logText in
      var changes = FieldChanges()
      changes.note(.title, old.title, new.title)
      changes.note(
        .date, old.date?.text(in: logText.language), new.date?.text(in: logText.language))
      changes.note(.group, old.group, new.group, named: tree.path(of:))
      return logText.documentEdited(document.fileName, changes)
    }
  }

  func assign(_ id: DocumentID, _ change: PartyChange) throws -> Document {
    let old = try Document.required(id, of: company, in: transaction)
    let party = try change.applied(to: old.party, of: company, in: transaction)
    guard old.state != .filed || old.party != party else { return old }
    try transaction.run(
      """
      UPDATE document SET state = 'filed', customer = \(party.customer), contact = \(party.contact)
      WHERE id = \(id) AND company = \(company)
      """)
    let (before, after) = (
      try old.party.shown(of: company, in: transaction),
      try party.shown(of: company, in: transaction)
    )
    return try changed(id, .documentAssigned) {
      $0.documentAssigned(old.fileName, from: before, to: after)
    }
  }

  func archive(_ id: DocumentID) throws -> Document {
    let old = try Document.required(id, of: company, in: transaction)
    guard old.state != .archived else { return old }
    try transaction.run(
      "UPDATE document SET state = 'archived' WHERE id = \(id) AND company = \(company)")
    return try changed(id, .documentArchived) { $0.documentArchived(old.fileName) }
  }

  /// Logs what was done with a document and returns the document as it is now.
  private func changed(
    _ id: DocumentID, _ kind: LogKind, _ text: (LogText) -> String
  ) throws -> Document {
    let document = try Document.required(id, of: company, in: transaction)
    try change.log(kind, document.party, document: id, text(change.logText))
    return document
  }
}
