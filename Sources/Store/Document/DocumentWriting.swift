import Foundation
import Records

/// Changes of documents, inside one write transaction.
struct DocumentWriting {
  let change: RecordedChange

  private var transaction: Transaction { change.transaction }
  private var company: CompanyID { change.company }

  /// Adds a document by hand; its blob has been named.
  func add(_ new: NewDocument, _ blob: BlobReference) throws -> Document {
    let details = try DocumentDetails(new, change)
    let state = details.party.customer == nil ? DocumentState.inbox : .filed
    try transaction.run(
      """
      INSERT INTO document (company, state, fileName, title, notes, mediaType, sha256, date,
        keepUntil, receivedAt, customer, contact, groupNode, duplicateOf)
      VALUES (\(company), \(state), \(new.fileName), \(details.title), \(details.notes),
        \(new.mediaType), \(blob.sha256), \(details.date), \(details.keepUntil), \(change.now),
        \(details.party.customer), \(details.party.contact), \(details.group),
        (SELECT min(id) FROM document WHERE company = \(company) AND sha256 = \(blob.sha256)))
      """)
    let id = transaction.inserted(DocumentID.self)
    try DocumentIndex(transaction: transaction).add(id)
    let party = try details.party.shown(of: company, in: transaction)
    return try changed(id, .documentAdded) {
      $0.documentAdded(new.fileName, to: party)
    }
  }

  func edit(_ id: DocumentID, _ edit: DocumentChange) throws -> Document {
    let document = try Document.required(id, of: company, in: transaction)
    let tree = try GroupTree(of: company, in: transaction)
    let old = DocumentDetails(document)
    let new = try DocumentDetails(document, edit, in: tree, change)
    guard new != old else { return document }
    try DocumentIndex(transaction: transaction).following([id]) {
      try transaction.run(
        """
        UPDATE document
        SET title = \(new.title), date = \(new.date), groupNode = \(new.group),
          notes = \(new.notes), keepUntil = \(new.keepUntil)
        WHERE id = \(id) AND company = \(company)
        """)
    }
    let edited = try changed(id, .documentEdited) { logText in
      let day = { (day: CivilDate?) in day?.text(in: logText.language) }
      var changes = FieldChanges()
      changes.note(.title, old.title, new.title)
      changes.note(.date, day(old.date), day(new.date))
      changes.note(.group, old.group, new.group, named: tree.path(of:))
      changes.note(
        .notes, old.notes.map(LogText.inOneLine), new.notes.map(LogText.inOneLine))
      changes.note(.keepUntil, day(old.keepUntil), day(new.keepUntil))
      return logText.documentEdited(document.fileName, changes)
    }
    try change.keep(.document(back: old.edit(of: new), forth: new.edit(of: old)))
    return edited
  }

  /// The document is as an edit would leave it.
  func isLeft(_ id: DocumentID, by edit: DocumentChange) throws -> Bool {
    let document = try Document.required(id, of: company, in: transaction)
    let tree = try GroupTree(of: company, in: transaction)
    return try DocumentDetails(document, edit, in: tree, change) == DocumentDetails(document)
  }

  func assign(_ id: DocumentID, _ change: PartyChange) throws -> Document {
    let old = try Document.required(id, of: company, in: transaction)
    let party = try change.applied(to: old.party, of: company, in: transaction)
    guard old.state != .filed || old.party != party else { return old }
    try transaction.run(
      """
      UPDATE document SET state = 'filed', formerState = NULL, customer = \(party.customer),
        contact = \(party.contact)
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

  /// Undoes the filing of a document.
  func `return`(_ id: DocumentID) throws -> Document {
    let old = try Document.required(id, of: company, in: transaction)
    guard old.state != .inbox else { return old }
    try transaction.run(
      """
      UPDATE document SET state = 'inbox', formerState = NULL, customer = NULL, contact = NULL
      WHERE id = \(id) AND company = \(company)
      """)
    let party = try old.party.shown(of: company, in: transaction)
    return try changed(
      id, .documentReturned, undoing: [.documentAssigned, .documentAdded, .documentArchived],
      of: old.party
    ) { $0.documentReturned(old.fileName, from: party) }
  }

  func archive(_ id: DocumentID) throws -> Document {
    let old = try Document.required(id, of: company, in: transaction)
    guard old.state != .archived else { return old }
    try transaction.run(
      """
      UPDATE document SET formerState = state, state = 'archived'
      WHERE id = \(id) AND company = \(company)
      """)
    return try changed(id, .documentArchived) { $0.documentArchived(old.fileName) }
  }

  /// Undoes the archiving of a document. One that an older release archived goes to its customer,
  /// or into the Inbox where it has none.
  func restore(_ id: DocumentID) throws -> Document {
    let old = try Document.required(id, of: company, in: transaction)
    guard old.state == .archived else { return old }
    try transaction.run(
      """
      UPDATE document
      SET state = ifnull(formerState, iif(customer IS NULL, 'inbox', 'filed')), formerState = NULL
      WHERE id = \(id) AND company = \(company)
      """)
    return try changed(id, .documentRestored, undoing: [.documentArchived]) {
      $0.documentRestored(old.fileName)
    }
  }

  func remove(_ id: DocumentID, early reason: String?) throws -> Document {
    let old = try Document.required(id, of: company, in: transaction)
    let reason = try reason.map { (text) throws(Refusal) in try FieldRule.longText(text, .text) }
    let today = try LocalClock(change.record).day(at: change.now.storedSeconds)
    if let day = old.keepUntil, day >= today, reason == nil {
      throw Refusal(of: .record(id), .keepUntil, .state(.isKept(until: day)))
    }
    try change.log(
      .documentRemoved, old.party, document: id,
      change.logText.documentRemoved(old.fileName, keptUntil: old.keepUntil, reason: reason))
    try KeptEdit.forget(id, of: company, in: transaction)
    try transaction.run("UPDATE part SET document = NULL WHERE document = \(id)")
    try letGoOfDuplicates(of: old)
    try DocumentIndex(transaction: transaction).following([id]) {
      try transaction.run("DELETE FROM document WHERE id = \(id) AND company = \(company)")
    }
    return old
  }

  /// The first of the documents with the same bytes that is left becomes what the others repeat.
  private func letGoOfDuplicates(of old: Document) throws {
    let next = try transaction.value(
      """
      SELECT min(id) FROM document
      WHERE sha256 = \(old.sha256) AND company = \(company) AND duplicateOf = \(old.id)
      """, as: DocumentID.self)
    try transaction.run(
      """
      UPDATE document SET duplicateOf = iif(id = \(next), NULL, \(next))
      WHERE sha256 = \(old.sha256) AND company = \(company) AND duplicateOf = \(old.id)
      """)
  }

  /// Logs what was done with a document and returns the document as it is now. An undoing names
  /// the last entry of the kinds that it may undo; `party` is whom the entry concerns where that is
  /// another than the document's now.
  private func changed(
    _ id: DocumentID, _ kind: LogKind, undoing kinds: [LogKind] = [], of party: Party? = nil,
    _ text: (LogText) -> String
  ) throws -> Document {
    let document = try Document.required(id, of: company, in: transaction)
    let undone = kinds.isEmpty ? nil : try change.lastEntry(kinds, on: id)
    try change.log(
      kind, party ?? document.party, document: id, correcting: undone, text(change.logText))
    try ArrivalLink(of: id, at: company, in: transaction).follow(document.party)
    return document
  }
}
