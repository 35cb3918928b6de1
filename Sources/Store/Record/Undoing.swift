import Records

/// The undoing of one change, from the log entry that tells of it.
struct Undoing {
  let acting: ActingCompany
  let change: RecordedChange
  let entry: LogEntry

  /// Refuses where the record was changed since: somebody else's change would be undone too.
  func run() throws {
    if LogKind.edits.contains(entry.kind) { return try takeBack() }
    if try isConsequence { return }
    guard try last == entry.number else { throw refusal(.changedSince) }
    // Persons may be changed where the company is switched off.
    if !entry.kind.undoable.contains(.personAdded) { try change.requireSwitchedOn() }
    change.begin(undoing: entry.number)
    if let document = entry.document {
      try undo(document)
    } else if let task = entry.task {
      try undo(task)
    } else if entry.kind.undoable.contains(.contactAdded), let contact = entry.party.contact {
      try undo(contact)
    } else if let customer = entry.party.customer {
      try undo(customer)
    } else {
      try undoPerson()
    }
  }

  /// The last entry of the same state on the record, but for what was undone.
  private var last: LogNumber? {
    get throws {
      let (kinds, number) = (entry.kind.undoable, entry.number)
      if let document = entry.document {
        return try change.lastEntry(kinds, on: document, standing: number)
      }
      if let task = entry.task { return try change.lastEntry(kinds, on: task, standing: number) }
      if kinds.contains(.contactAdded), let contact = entry.party.contact {
        return try change.lastEntry(kinds, on: .contact(contact), standing: number)
      }
      if let customer = entry.party.customer {
        return try change.lastEntry(kinds, on: .customer(customer), standing: number)
      }
      guard let person = try meant else { return nil }
      return try change.lastEntry(kinds, of: person, standing: number)
    }
  }

  /// The next task of a series goes with the one that was done.
  private var isConsequence: Bool {
    get throws {
      guard entry.kind == .taskAdded, let task = entry.task else { return false }
      return try change.transaction.value(
        "SELECT follows FROM task WHERE id = \(task) AND company = \(change.company)",
        as: TaskID.self) != nil
    }
  }

  private func undo(_ document: DocumentID) throws {
    let writing = DocumentWriting(change: change)
    switch entry.kind {
    case .documentAssigned:
      guard let party = try partyBefore(document) else {
        _ = try writing.return(document)
        return
      }
      _ = try writing.assign(document, .all(of: party))
    case .documentReturned:
      // A document may have come back from its customer, or from the archive.
      if try corrected?.kind == .documentArchived {
        _ = try writing.archive(document)
      } else {
        _ = try writing.assign(document, .all(of: entry.party))
      }
    case .documentArchived: _ = try writing.restore(document)
    case .documentRestored, .documentAdded: _ = try writing.archive(document)
    default: throw refusal(.notUndoable)
    }
  }

  /// The customer and contact that the document was filed under before the entry; nil where it was
  /// in the Inbox.
  private func partyBefore(_ document: DocumentID) throws -> Party? {
    let before = try change.transaction.row(
      """
      SELECT kind, customer, contact FROM logEntry
      WHERE company = \(change.company) AND document = \(document) AND number < \(entry.number)
        AND kind IN \(oneOf: [LogKind.documentAssigned, .documentReturned, .documentAdded])
        AND NOT EXISTS (SELECT 1 FROM logEntry AS later
          WHERE later.company = logEntry.company AND later.corrects = logEntry.number)
      ORDER BY number DESC LIMIT 1
      """)
    guard let before, try before.known("kind") != LogKind.documentReturned else { return nil }
    return before.party == Party() ? nil : before.party
  }

  private func undo(_ task: TaskID) throws {
    let writing = TaskWriting(change: change, planning: try acting.planning(change))
    switch entry.kind {
    case .taskAdded: _ = try writing.end(task, as: .cancelled)
    case .taskDone, .taskCancelled: _ = try writing.reopen(task)
    case .taskReopened:
      _ = try writing.end(task, as: corrected?.kind == .taskCancelled ? .cancelled : .done)
    default: throw refusal(.notUndoable)
    }
  }

  private func undo(_ customer: CustomerID) throws {
    switch entry.kind {
    case .customerAdded, .customerRestored: _ = try Customer.archive(.id(customer), change)
    case .customerArchived, .customerMerged: _ = try Customer.bringBack(.id(customer), change)
    default: throw refusal(.notUndoable)
    }
  }

  private func undo(_ contact: ContactID) throws {
    switch entry.kind {
    case .contactAdded, .contactRestored: _ = try Contact.remove(.id(contact), change)
    case .contactRemoved, .contactMerged: _ = try Contact.bringBack(.id(contact), change)
    default: throw refusal(.notUndoable)
    }
  }

  private func undoPerson() throws {
    guard let person = try meant else { throw refusal(.notUndoable) }
    switch entry.kind {
    case .personAdded, .personRestored: _ = try acting.remove(person, change)
    case .personRemoved: _ = try acting.bringBack(person, change)
    default: throw refusal(.notUndoable)
    }
  }

  /// The entry that this one undid.
  private var corrected: LogEntry? {
    get throws {
      try entry.corrects.map {
        try LogEntry.required($0, of: change.company, in: change.transaction)
      }
    }
  }

  /// The person that the entry is about.
  var meant: PersonID? {
    get throws {
      try change.transaction.value(
        """
        SELECT meant FROM logEntry
        WHERE company = \(change.company) AND number = \(entry.number)
        """)
    }
  }

  func refusal(_ fault: StateFault) -> Refusal {
    Refusal(of: .record(.logEntry, entry.number.rawValue), .state(fault))
  }
}
