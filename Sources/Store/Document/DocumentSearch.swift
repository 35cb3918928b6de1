import Records

/// A search of documents by words. The index gives those that may have them, newest first; which
/// ones do, and meet the other conditions, their rows tell.
///
/// Words that are common, or too short for the index, are mostly among the first documents of the
/// list; these are looked at without the index.
struct DocumentSearch {
  /// So many documents are looked at without the index's help.
  private static let firstLook = 300

  let query: DocumentQuery
  let company: CompanyID

  /// Nil where the index doesn't help: documents of a customer or a contact are few, and those by
  /// their last day have another order.
  init?(_ query: DocumentQuery, of company: CompanyID) {
    guard query.customer == nil, query.contact == nil, query.keptUntilBefore == nil,
      !Self.expressions(query, company).isEmpty
    else { return nil }
    (self.query, self.company) = (query, company)
  }

  private static func expressions(_ query: DocumentQuery, _ company: CompanyID) -> [String] {
    let terms = LogIndexTerms(company, of: .documents)
    let words = [query.text, query.sender].compactMap(\.self)
      .flatMap(TextWords.scalars(ofWordsIn:))
    return words.flatMap(terms.expressions(word:))
  }

  /// The page of `list`, which is the query's own.
  func documents(
    _ list: RecordList, _ page: ListPage<DocumentID>, in transaction: Transaction
  ) throws -> [Document] {
    let (most, fits) = (page.limit ?? .max, query.fits)
    var (found, looked): ([Document], Int) = ([], 0)
    var end = LogPlace(secondsSince1970: .max)
    try transaction.walk(list.sql) { row in
      looked += 1
      end = LogPlace(of: row["id"], receivedAt: row["receivedAt"])
      if fits(row) { found.append(try Document(row: row)) }
      return found.count < most && looked < Self.firstLook
    }
    guard looked == Self.firstLook, found.count < most else { return found }
    let expressions = Self.expressions(query, company)
    let first = LogPlace(secondsSince1970: .min)
    try transaction.index.walk(expressions, from: first, before: end) { place in
      if let row = try transaction.row(list.sql(where: place.isDocument)), fits(row) {
        found.append(try Document(row: row))
      }
      return found.count < most
    }
    return found
  }
}
