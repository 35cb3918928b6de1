import Foundation
import Records

/// A log query on its way: what the index is asked, and what of its answer is an entry that fits.
struct LogSearch: Sendable {
  /// So many entries are looked at without the short words' help.
  private static let firstLook = 300

  private let company: CompanyID
  private let customer: Reference<CustomerID>?
  private let contact: Reference<ContactID>?
  /// All but those of customer and contact, and of the words that are shorter than a gram.
  private let expressions: [String]
  private let shortWords: [String]
  private let first: LogPlace
  private let end: LogPlace
  private let after: LogCursor?
  private let words: TextWords
  private let limit: Int

  init(_ query: LogQuery, company: CompanyID) throws(StoreError) {
    self.company = company
    (customer, contact) = (query.customer, query.contact)
    limit = query.limit
    words = TextWords(query.text ?? "")
    let terms = LogIndexTerms(company)
    var expressions = query.facets.map { terms.expression($0) }
    var shortWords: [String] = []
    for word in TextWords.scalars(ofWordsIn: query.text ?? "") {
      if LogIndexTerms.isShort(word) {
        shortWords += terms.expressions(word: word)
      } else {
        expressions += terms.expressions(word: word)
      }
    }
    self.expressions = expressions
    self.shortWords = shortWords
    first = LogPlace(secondsSince1970: Self.second(query.from) ?? .min)
    end = LogPlace(secondsSince1970: Self.second(query.until) ?? .max)
    after = if let text = query.after { try LogCursor(text) } else { nil }
  }

  /// A word shorter than a gram is the beginning of many grams: when it is common, the index
  /// is slow to say so, but then the newest entries hold enough of it; only when they don't, the
  /// index is asked for the rest.
  func page(in transaction: Transaction) throws -> LogPage {
    var page = Page(limit: limit)
    let expressions = try expressions(in: transaction)
    var end = try min(end, after?.place(in: company, transaction) ?? end)
    if !shortWords.isEmpty {
      let looked = try collect(expressions, before: end, atMost: Self.firstLook, &page, transaction)
      guard let looked, !page.isFull else { return page.finished }
      end = looked
    }
    _ = try collect(expressions + shortWords, before: end, atMost: .max, &page, transaction)
    return page.finished
  }

  /// With those of whom the entries concern: of a customer or a contact by all of its ids.
  private func expressions(in transaction: Transaction) throws -> [String] {
    let terms = LogIndexTerms(company)
    var expressions = expressions
    if let ids = try customer?.merged(of: company, in: transaction) {
      expressions.append(terms.expression(ids.map(LogFacet.customer)))
    }
    if let ids = try contact?.merged(of: company, in: transaction) {
      expressions.append(terms.expression(ids.map(LogFacet.contact)))
    }
    return expressions.isEmpty ? [terms.expression([.any])] : expressions
  }

  /// Adds what fits of the index's answer, until the page is full or `most` entries were looked
  /// at; returns where it stopped, nil at the answer's end.
  private func collect(
    _ expressions: [String], before end: LogPlace, atMost most: Int, _ page: inout Page,
    _ transaction: Transaction
  ) throws -> LogPlace? {
    var looked = 0
    var stop: LogPlace?
    try transaction.index.walk(expressions, from: first, before: end) { place in
      looked += 1
      let isEntry: SQL = "WHERE company = \(company) AND place = \(place)"
      if try wordsOccur(in: isEntry, transaction),
        let row = try transaction.row("\(raw: LogEntry.columns) \(isEntry)")
      {
        page.add(try LogEntry(row: row))
      }
      if page.isFull || looked == most { stop = place }
      return stop == nil
    }
    return stop
  }

  /// Most of the entries that are looked at are not shown: only their texts are read.
  private func wordsOccur(in isEntry: SQL, _ transaction: Transaction) throws -> Bool {
    try words.isEmpty
      || occur(in: transaction.row("SELECT text, reference FROM logEntry \(isEntry)"))
  }

  private func occur(in row: SQLRow?) -> Bool {
    guard let row else { return false }
    return words.allOccur(
      in: LogIndex.searchable(text: row["text"] ?? "", reference: row["reference"]))
  }

  private static func second(_ instant: Date?) -> Int64? {
    instant.map { Date(timeIntervalSince1970: $0.timeIntervalSince1970.rounded(.up)).storedSeconds }
  }
}

/// A page that fills up; one entry more than it holds tells that there is a next one.
private struct Page {
  let limit: Int
  private var entries: [LogEntry] = []

  init(limit: Int) { self.limit = limit }

  var isFull: Bool { entries.count > limit }

  mutating func add(_ entry: LogEntry) { entries.append(entry) }

  var finished: LogPage {
    let shown = Array(entries.prefix(limit))
    return LogPage(
      entries: shown, next: isFull ? shown.last.map { LogCursor(after: $0).text } : nil)
  }
}
