import Records

/// Merges of customers, or of contacts, inside one write transaction, and their undoing.
struct Merging<Record: PartyRecord> {
  let change: RecordedChange
  let followers: [MergeFollowers<Record>]

  private var transaction: Transaction { change.transaction }
  private var company: CompanyID { change.company }

  /// The record to be merged, and the one that it goes into. Nil when it went there already; then
  /// nothing is to be done. Refuses one that went elsewhere, or that would go into itself.
  func pair(
    _ old: Reference<Record.ID>, into new: Record
  ) throws -> (old: Record, new: Record)? {
    let id = try old.named(of: company, in: transaction)
    let old = try Record.stored(id, of: company, in: transaction)
    if let other = old.mergedInto {
      guard try other.survivor(of: company, in: transaction) != new.id else { return nil }
      throw Refusal(of: .record(id), .state(.wasMerged(into: other.rawValue)))
    }
    guard id != new.id else { throw Refusal(of: .record(id), .state(.isItself)) }
    return (try Record.required(id, of: company, in: transaction), new)
  }

  /// Gives all that is the old record's to the new one, which also gets what it has no text for.
  /// The new record, with the changes to its texts.
  func merge(_ old: Record, into new: Record) throws -> (new: Record, changes: FieldChanges) {
    let filled = new.texts.fillable(from: old.texts)
    try transaction.run(
      """
      INSERT INTO merge (company, kind, old, wasAway, filled)
      VALUES (\(company), \(Record.kind.rawValue), \(old.id),
        (SELECT \(raw: Record.ID.away) FROM \(raw: Record.ID.table) WHERE id = \(old.id)),
        \(filled.map(\.rawValue).reduce(",") { "\($0)\($1)," }))
      """)
    let merge = transaction.inserted(MergeID.self)
    for rows in followers { try rows.move(from: old, to: new, merge: merge, change) }
    try transaction.run(
      """
      UPDATE \(raw: Record.ID.table) SET \(raw: Record.ID.away) = 1, mergedInto = \(new.id)
      WHERE id = \(old.id) AND company = \(company)
      """)
    var edited = new
    for field in filled { edited.texts[field] = old.texts[field] }
    return (edited, try new.update(to: edited, change))
  }

  /// Brings a record back: takes its merge back, or finds it where it was put away. An external id
  /// that is another's by now is lost.
  func restore(_ old: Record) throws -> Record {
    if old.mergedInto == nil {
      try transaction.run(
        """
        UPDATE \(raw: Record.ID.table)
        SET \(raw: Record.ID.away) = 0, externalID = \(try old.freeExternalID(change))
        WHERE id = \(old.id) AND company = \(company)
        """)
    } else {
      try takeBack(old)
    }
    return try Record.required(old.id, of: company, in: transaction)
  }

  /// Takes a merge back: the rows that went along and are still where they went, and the texts that
  /// were filled in and are still the old record's. The record is as it was before then.
  private func takeBack(_ old: Record) throws {
    let chain = try chain(of: old)
    guard let last = chain.last else { return }
    let merges = chain.map(\.merge)
    for rows in followers {
      try rows.moveBack(to: old, from: last.new, merges: merges, change)
    }
    var filled = chain[0].filled
    for (index, link) in chain.enumerated() {
      if index > 0 { filled.formIntersection(link.filled) }
      var edited = link.new
      for field in filled where link.new.texts[field] == old.texts[field] {
        edited.texts[field] = nil
      }
      try link.new.update(to: edited, change)
    }
    try transaction.run("DELETE FROM mergeMove WHERE merge = \(merges[0])")
    try transaction.run(
      """
      UPDATE \(raw: Record.ID.table)
      SET \(raw: Record.ID.away) = (SELECT wasAway FROM merge WHERE id = \(merges[0])),
        mergedInto = NULL, externalID = \(try old.freeExternalID(change))
      WHERE id = \(old.id) AND company = \(company)
      """)
    try transaction.run("DELETE FROM merge WHERE id = \(merges[0])")
  }

  /// One merge on the way from a record to the one that is left.
  private struct Link {
    let merge: MergeID
    let filled: Set<RecordField>
    let new: Record
  }

  private func chain(of old: Record) throws -> [Link] {
    var links: [Link] = []
    var last = old
    while let into = last.mergedInto {
      let new = try Record.stored(into, of: company, in: transaction)
      let row = try transaction.row(
        """
        SELECT id, filled FROM merge
        WHERE company = \(company) AND kind = \(Record.kind.rawValue) AND old = \(last.id)
        """)
      guard let row else { throw Refusal.notFound(last.id) }
      let keys = (row["filled"] as String).split(separator: ",").map(String.init)
      links.append(
        Link(
          merge: row["id"], filled: Set(keys.compactMap(RecordField.init(rawValue:))), new: new))
      last = new
    }
    return links
  }
}

/// The row of one merge that holds.
struct MergeID: RawRepresentable, Hashable, Sendable, SQLConvertible {
  let rawValue: Int64
}

extension PartyRecord {
  /// The record's external id; nil where another has it by now.
  fileprivate func freeExternalID(_ change: RecordedChange) throws -> String? {
    guard let externalID else { return nil }
    let isTaken = try change.transaction.exists(
      """
      SELECT id FROM \(raw: ID.table)
      WHERE company = \(change.company) AND externalID = \(externalID) AND id <> \(id)
        AND \(raw: ID.isNamedOnce)
      """)
    return isTaken ? nil : externalID
  }
}
