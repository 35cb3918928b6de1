/// The terms of one company in the log's index, and the expressions that look for them.
package struct LogIndexTerms {
  /// The things whose words are in the index, each under a mark of its own.
  package enum Words {
    case entries, documents

    fileprivate var mark: Unicode.Scalar {
      switch self {
      case .entries: "§"
      case .documents: "¶"
      }
    }
  }

  private let company: String
  private let wordMark: Unicode.Scalar

  package init(_ company: CompanyID, of words: Words = .entries) {
    self.company = String(company.rawValue, radix: 36)
    wordMark = words.mark
  }

  package func term(_ facet: LogFacet) -> String {
    switch facet {
    case .any: company + "¤"
    case .kind(let kind): company + "¤k" + kind.rawValue
    case .person(let person): company + "¤p" + String(person.rawValue)
    case .customer(let customer): company + "¤u" + String(customer.rawValue)
    case .contact(let contact): company + "¤c" + String(contact.rawValue)
    }
  }

  /// The terms that an entry is found by, as the index's tokenizer takes them apart.
  package func terms(_ facets: [LogFacet], text: String) -> String {
    terms(facets, folded: TextWords.foldedScalars(text))
  }

  /// The same of a text whose case is folded already.
  package func terms(_ facets: [LogFacet], folded text: String.UnicodeScalarView) -> String {
    let grams = Gram.all(ofWordsIn: text).sorted()
    let beginning = Array(" \(company)\(wordMark)".utf8)
    var terms = Array(facets.map(term).joined(separator: " ").utf8)
    terms.reserveCapacity(terms.count + grams.count * (beginning.count + 2 * Gram.length))
    var last: Gram?
    for gram in grams where gram != last {
      terms += beginning
      gram.append(to: &terms)
      last = gram
    }
    return String(decoding: terms, as: UTF8.self)
  }

  // MARK: Expressions (FTS5's query syntax)

  /// Any of the facets.
  package func expression(_ facets: [LogFacet]) -> String {
    let terms = facets.map { "\"\(term($0))\"" }
    return terms.count == 1 ? terms[0] : "(" + terms.joined(separator: " OR ") + ")"
  }

  /// The word has no gram of its own and can only be looked for as a beginning.
  package static func isShort(_ word: [Unicode.Scalar]) -> Bool { word.count < Gram.length }

  /// All of which every entry with that word meets.
  package func expressions(word: [Unicode.Scalar]) -> [String] {
    var beginning = company.unicodeScalars
    beginning.append(wordMark)
    if Self.isShort(word) {
      beginning.append(contentsOf: word.map(Gram.written))
      return ["\"\(String(beginning))\" *"]
    }
    return Gram.starts(in: word.count).map { start in
      var term = Array(String(beginning).utf8)
      Gram(word, at: start).append(to: &term)
      return "\"\(String(decoding: term, as: UTF8.self))\""
    }
  }
}
