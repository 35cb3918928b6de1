import Records

/// A customer or a contact: it may be put away and come back, and be merged into another.
protocol PartyRecord: OwnedRecord, StatedRecord where ID: PartyIdentifier {
  var party: Party { get }
  var mergedInto: ID? { get }
}

extension PartyRecord {
  /// The record of an id as it stands there, put away or merged too. Throws not found where the
  /// company has none.
  static func stored(
    _ id: ID, of company: CompanyID, in transaction: Transaction
  ) throws -> Self {
    guard let record = try row(id, of: company, in: transaction) else {
      throw Refusal.notFound(id)
    }
    return record
  }

  /// The record of an id where it was merged into another; else nil.
  static func findMerged(
    _ id: ID, of company: CompanyID, in transaction: Transaction
  ) throws -> Self? {
    let record = try row(id, of: company, in: transaction)
    return record?.mergedInto == nil ? nil : record
  }

  private static func row(
    _ id: ID, of company: CompanyID, in transaction: Transaction
  ) throws -> Self? {
    try transaction.row(
      "\(raw: select) WHERE \(raw: ID.table).id = \(id) AND \(raw: ID.table).company = \(company)"
    ).map(Self.init(row:))
  }

  /// The record that is named, which may have been merged since.
  static func stored(
    _ reference: Reference<ID>, of company: CompanyID, in transaction: Transaction
  ) throws -> Self {
    let id = try reference.named(of: company, in: transaction)
    return try stored(id, of: company, in: transaction)
  }

  /// The record that is meant; throws not found where the company has none, or no longer.
  static func required(
    _ reference: Reference<ID>, of company: CompanyID, in transaction: Transaction
  ) throws -> Self {
    let field = reference.id == nil ? ID.kind.field : nil
    let id = try reference.resolved(of: company, in: transaction, field)
    return try required(id, of: company, in: transaction)
  }

  /// The record that another system calls so: one that was merged is the one that it went into.
  static func find(
    externalID: String, of company: CompanyID, in transaction: Transaction
  ) throws -> Self? {
    let named = try ID.find(externalID: externalID, of: company, in: transaction)
    guard let id = try named?.survivor(of: company, in: transaction) else { return nil }
    return try find(id, of: company, in: transaction)
  }

  /// Refuses an external id that another record has, or one that was merged into another.
  static func refuseTaken(
    externalID: String?, by own: ID? = nil, _ change: RecordedChange
  ) throws {
    guard let externalID else { return }
    let other = try find(externalID: externalID, of: change.company, in: change.transaction)
    guard let id = other?.id, id != own else { return }
    throw Refusal(.externalID, externalID, .taken(.by(id)))
  }

  /// The record after an edit. What its rules refuse, and an external id of another, is thrown.
  func checked(_ edit: FieldEdits<Self>, _ change: RecordedChange) throws -> Self {
    let edited = try FieldFaults.none { self.edited(edit, &$0) }
    if edited.externalID != externalID {
      try Self.refuseTaken(externalID: edited.externalID, by: id, change)
    }
    return edited
  }
}
