import GRDB

/// What searches go by: a full-text index (FTS5) with a row for each entry, whose rowid is the
/// entry's place and whose terms are what the entry can be found by. Each term begins with the
/// company, so a search never costs more because of what other companies have, and all filters
/// are one intersection of lists that are in the log's order already.
///
/// Words stand in it as grams: every three characters in a row, and the last two and the last one
/// of a word with padding. So any part of a word is found by its grams (three characters or more)
/// or as the beginning of one (fewer). Grams may all be there without the word: the text decides.
enum LogIndex {
  /// What an entry is found by, beside its words.
  enum Facet {
    case kind(LogKind)
    case person(PersonID)
    case customer(CustomerID)
    case contact(ContactID)
    /// Every entry of the company.
    case any
  }

  static let insertSQL = "INSERT INTO logIndex (rowid, terms) VALUES (?, ?)"

  /// `?1` is an expression of `LogIndexTerms`; places from `?2` on up to but not including `?3`,
  /// newest first.
  static let searchSQL = """
    SELECT rowid FROM logIndex WHERE logIndex MATCH ?1 AND rowid >= ?2 AND rowid < ?3
    ORDER BY rowid DESC
    """

  static func insert(
    _ event: LogEvent, at place: LogPlace, of company: CompanyID, in database: Database
  ) throws {
    let terms = LogIndexTerms(company)
    var facets: [Facet] = [.any, .kind(event.kind)]
    if let person = event.person { facets.append(.person(person)) }
    if let customer = event.party.customer { facets.append(.customer(customer)) }
    if let contact = event.party.contact { facets.append(.contact(contact)) }
    let text = searchable(text: event.text, reference: event.reference)
    let all = facets.map(terms.term) + terms.terms(ofWordsIn: text)
    try database.cachedStatement(sql: insertSQL)
      .execute(arguments: [place.rawValue, all.joined(separator: " ")])
  }

  /// What the words of a search are looked for in.
  static func searchable(text: String, reference: String?) -> String {
    reference.map { "\(text) \($0)" } ?? text
  }
}
