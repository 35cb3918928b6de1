import Records

/// Changes that are undone from their log entries.
extension ActingCompany {
  /// Undoes what entries of the acting one tell of, the newest first, a thousand in a transaction:
  /// all of those, or none. Entries between them that are of others, or of another kind, are passed
  /// over. Refuses where nothing is to be undone, or where a record was changed since.
  package func undo(
    _ entries: ClosedRange<LogNumber>, of kinds: Set<LogKind> = LogKind.undoable
  ) async throws(StoreError) {
    var (rest, count) = (entries, 0)
    while true {
      let batch = try await undoNewest(of: rest, kinds)
      count += batch.undone
      guard let oldest = batch.oldest, oldest > entries.lowerBound else { break }
      rest = entries.lowerBound...LogNumber(rawValue: oldest.rawValue - 1)
    }
    guard count > 0 else {
      throw StoreError(
        Refusal(of: .record(.logEntry, entries.lowerBound.rawValue), .state(.notUndoable)))
    }
  }

  /// `oldest` is the last entry that was looked at; nil where none is left.
  private func undoNewest(
    of entries: ClosedRange<LogNumber>, _ kinds: Set<LogKind>
  ) async throws(StoreError) -> (undone: Int, oldest: LogNumber?) {
    let (acting, most) = (self, ManyRecords.most)
    return try await change(allowedWhenOff: true) { change in
      let numbers = try change.transaction.values(
        """
        SELECT number FROM logEntry
        WHERE company = \(change.company) AND number BETWEEN \(entries.lowerBound)
          AND \(entries.upperBound) AND person IS \(change.actor.person)
        ORDER BY number DESC LIMIT \(most)
        """, as: LogNumber.self)
      let undone = try numbers.filter { number in
        let entry = try LogEntry.required(number, of: change.company, in: change.transaction)
        guard kinds.contains(entry.kind) else { return false }
        try Undoing(acting: acting, change: change, entry: entry).run()
        return true
      }
      return (undone.count, numbers.count == most ? numbers.last : nil)
    }
  }
}

extension CompanyScope {
  /// Some of the entries tell of a change by the actor that can be undone.
  package func canUndo(
    _ entries: ClosedRange<LogNumber>, of kinds: Set<LogKind>, by actor: Actor
  ) async throws(StoreError) -> Bool {
    let id = id
    let edits = LogKind.edits.intersection(kinds)
    return try await engine.read { transaction in
      try transaction.exists(
        """
        SELECT 1 FROM logEntry
        WHERE company = \(id) AND number BETWEEN \(entries.lowerBound)
          AND \(entries.upperBound) AND person IS \(actor.person)
          AND (kind IN \(oneOf: Array(kinds.subtracting(edits))) OR kind IN \(oneOf: Array(edits))
            AND EXISTS (SELECT 1 FROM keptEdit
              WHERE keptEdit.company = logEntry.company AND keptEdit.number = logEntry.number))
          AND NOT EXISTS (SELECT 1 FROM logEntry AS later
            WHERE later.company = logEntry.company AND later.corrects = logEntry.number)
        """)
    }
  }
}
