import Records

/// The index that searches go by: a full-text index (FTS5) with a row for each entry. The row's
/// terms are the keys that the entry can be found by, and its rowid is the entry's place, negated:
/// FTS5 walks its lists forwards almost twice as fast as backwards, and people want the newest
/// first. Each term begins with the company, so a search never costs more because of other
/// companies' entries, and all filters are one intersection of lists that are in the log's order
/// already. Entries of several companies may have the same place, and then share a row: each of its
/// terms is one company's.
///
/// Words stand in it as grams: every four characters in a row, and the last three, two and one of a
/// word with padding. So any part of a word is found by its grams (four characters or more) or as
/// the beginning of one (fewer). Of three characters each the lists were so long that a rare word
/// took 30 ms in a log of a million. Grams may all be there without the word: the text decides.
enum LogIndex {
  /// The fields that an entry is found by.
  struct Entry {
    let place: LogPlace
    let kind: LogKind
    let person: PersonID?
    var meant: PersonID?
    let party: Party
    let reference: String?
    var text: String
  }

  static func row(_ entry: Entry, of company: CompanyID) -> LogIndexRow {
    LogIndexRow(id: -entry.place.rawValue, terms: terms(of: entry, company))
  }

  /// Puts other words in the place of an entry's text. The old are gone from the file when the
  /// index has been merged, see `TraceRemoval`.
  static func replaceText(
    of entry: Entry, by text: String, of company: CompanyID, in transaction: Transaction
  ) throws {
    try transaction.index.remove(row(entry, of: company))
    var other = entry
    other.text = text
    try transaction.index.insert(row(other, of: company))
  }

  /// Lets the entry at a place be found by some facets instead of others, beside what the entry is
  /// found by itself: each term of the index stands for itself.
  static func relink(
    _ place: LogPlace, from old: [LogFacet], to new: [LogFacet], of company: CompanyID,
    in transaction: Transaction
  ) throws {
    let terms = LogIndexTerms(company)
    func row(_ facets: [LogFacet]) -> LogIndexRow? {
      facets.isEmpty
        ? nil : LogIndexRow(id: -place.rawValue, terms: terms.terms(facets, text: ""))
    }
    if let row = row(old.filter { !new.contains($0) }) { try transaction.index.remove(row) }
    if let row = row(new.filter { !old.contains($0) }) { try transaction.index.insert(row) }
  }

  static func facets(of party: Party) -> [LogFacet] {
    [party.customer.map(LogFacet.customer), party.contact.map(LogFacet.contact)]
      .compactMap(\.self)
  }

  private static func terms(of entry: Entry, _ company: CompanyID) -> String {
    var facets: [LogFacet] = [.any, .kind(entry.kind)]
    for person in Set([entry.person, entry.meant].compactMap(\.self)) {
      facets.append(.person(person))
    }
    facets += self.facets(of: entry.party)
    let text = searchable(text: entry.text, reference: entry.reference)
    return LogIndexTerms(company).terms(facets, text: text)
  }

  /// The text that the words of a search are looked for in.
  static func searchable(text: String, reference: String?) -> String {
    reference.map { "\(text) \($0)" } ?? text
  }
}
