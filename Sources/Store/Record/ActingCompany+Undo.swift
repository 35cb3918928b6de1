import Records

/// Changes that are undone from their log entries.
extension ActingCompany {
  /// Undoes what entries of the acting one tell of, the newest first, all or none; entries between
  /// them that are of others, or of a kind that can't be undone, are passed over. Refuses where
  /// nothing is to be undone, or where a record was changed since.
  package func undo(_ entries: ClosedRange<LogNumber>) async throws(StoreError) {
    let most = ManyRecords.most
    let acting = self
    try await change(allowedWhenOff: true) { change in
      let numbers = try change.transaction.values(
        """
        SELECT number FROM logEntry
        WHERE company = \(change.company) AND number BETWEEN \(entries.lowerBound)
          AND \(entries.upperBound) AND person IS \(change.actor.person)
        ORDER BY number DESC LIMIT \(most)
        """, as: LogNumber.self)
      let undone = try numbers.filter { number in
        let entry = try LogEntry.required(number, of: change.company, in: change.transaction)
        guard entry.kind.canBeUndone else { return false }
        try Undoing(acting: acting, change: change, entry: entry).run()
        return true
      }
      guard !undone.isEmpty else {
        throw Refusal(of: .record(.logEntry, entries.lowerBound.rawValue), .state(.notUndoable))
      }
    }
  }
}
