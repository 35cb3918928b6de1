import Records

extension PartyRecord {
  /// The ids of others that have the record's name, whatever the case, its e-mail address or its
  /// business id: archived ones too, but not what was removed or merged.
  func similar(_ change: RecordedChange) throws -> [ID] {
    let (company, transaction) = (change.company, change.transaction)
    var ids = Set(
      try ID.find(name: name, of: company, in: transaction, where: ID.isNamedOnce))
    for field in [RecordField.email, .businessID] {
      guard let text = texts[field] else { continue }
      let others = try transaction.values(
        """
        SELECT id FROM \(raw: ID.table)
        WHERE company = \(company) AND \(raw: field.rawValue) = \(text) COLLATE NOCASE
          AND \(raw: ID.isNamedOnce)
        """, as: ID.self)
      ids.formUnion(others)
    }
    ids.remove(id)
    return ids.sorted { $0.rawValue < $1.rawValue }
  }
}
