/// The terms of one company in the log's index, and the expressions that look for them.
///
/// The index's tokenizer (`ascii`) takes letters, digits and everything beyond ASCII as part of a
/// term and all else as its end; so the other ASCII characters are written as private ones. What a
/// private character in a text is then mistaken for, the comparison with the text undoes.
struct LogIndexTerms {
  private static let gramLength = 3
  private static let padding = Unicode.Scalar(0xE0FF as UInt16) ?? " "
  private static let privateArea: UInt32 = 0xE000

  private let company: String

  init(_ company: CompanyID) {
    self.company = String(company.rawValue, radix: 36)
  }

  func term(_ facet: LogIndex.Facet) -> String {
    switch facet {
    case .any: "\(company)¤"
    case .kind(let kind): "\(company)¤k\(kind.rawValue)"
    case .person(let person): "\(company)¤p\(person.rawValue)"
    case .customer(let customer): "\(company)¤u\(customer.rawValue)"
    case .contact(let contact): "\(company)¤c\(contact.rawValue)"
    }
  }

  /// Each gram of the text's words once.
  func terms(ofWordsIn text: String) -> [String] {
    var grams: Set<[Unicode.Scalar]> = []
    for word in TextWords.scalars(ofWordsIn: text) {
      let padded = word + Array(repeating: Self.padding, count: Self.gramLength - 1)
      for start in word.indices { grams.insert(Array(padded[start..<start + Self.gramLength])) }
    }
    return grams.map { term(gram: $0) }
  }

  // MARK: Expressions (FTS5's query syntax)

  func expression(_ facets: [LogIndex.Facet]) -> String {
    let terms = facets.map { "\"\(term($0))\"" }
    return terms.count == 1 ? terms[0] : "(" + terms.joined(separator: " OR ") + ")"
  }

  /// Whether a word has no gram of its own and can only be looked for as a beginning.
  static func isShort(_ word: [Unicode.Scalar]) -> Bool { word.count < gramLength }

  func expressions(word: [Unicode.Scalar]) -> [String] {
    if Self.isShort(word) { return ["\"\(term(gram: word))\" *"] }
    // Grams side by side; the last one may overlap. Those between would add little but time.
    let last = word.count - Self.gramLength
    let starts = Array(stride(from: 0, to: last, by: Self.gramLength)) + [last]
    return starts.map { "\"\(term(gram: Array(word[$0..<$0 + Self.gramLength])))\"" }
  }

  private func term(gram: [Unicode.Scalar]) -> String {
    var term = "\(company)§"
    for scalar in gram { term.unicodeScalars.append(Self.written(scalar)) }
    return term
  }

  private static func written(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
      return scalar
    }
    return Unicode.Scalar(privateArea + scalar.value) ?? padding
  }
}
