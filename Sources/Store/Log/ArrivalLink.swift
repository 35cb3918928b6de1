import Records

/// The link from a document's arrival to whom the document was filed to later. The arrival's entry
/// is never changed; the index finds it by that party too, beside what the entry says itself. What
/// is linked is kept apart from the document, whose party may change by a merge: an entry that is
/// found by the old party then is found by the new one anyway.
struct ArrivalLink {
  private let document: DocumentID
  private let company: CompanyID
  private let transaction: Transaction

  init(of document: DocumentID, at company: CompanyID, in transaction: Transaction) {
    self.document = document
    self.company = company
    self.transaction = transaction
  }

  /// Moves the link to the party that the document has now.
  func follow(_ party: Party) throws {
    guard let arrival = try arrival() else { return }
    // By its own party it is found in any case.
    let own = LogIndex.facets(of: arrival.party)
    let old = LogIndex.facets(of: try linked()).filter { !own.contains($0) }
    let new = LogIndex.facets(of: party).filter { !own.contains($0) }
    guard new != old else { return }
    try LogIndex.relink(arrival.place, from: old, to: new, of: company, in: transaction)
    try transaction.run(
      """
      INSERT INTO arrivalLink (company, document, customer, contact)
      VALUES (\(company), \(document), \(party.customer), \(party.contact))
      ON CONFLICT (company, document) DO UPDATE
      SET customer = excluded.customer, contact = excluded.contact
      """)
  }

  private func arrival() throws -> (place: LogPlace, party: Party)? {
    let kinds: [LogKind] = [.documentReceived, .documentAdded]
    let row = try transaction.row(
      """
      SELECT place, customer, contact FROM logEntry
      WHERE company = \(company) AND document = \(document) AND kind IN \(oneOf: kinds)
      ORDER BY number LIMIT 1
      """)
    return row.map { ($0["place"], $0.party) }
  }

  private func linked() throws -> Party {
    try transaction.row(
      """
      SELECT customer, contact FROM arrivalLink
      WHERE company = \(company) AND document = \(document)
      """
    )?.party ?? Party()
  }
}
