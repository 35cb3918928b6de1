import Records

/// The reach of each further name that an erasure is told: the number of texts about others in
/// which the name is found, and the subject's own names are not.
struct ErasureReach {
  private let own: ErasedSpellings
  private let also: [(text: String, spellings: ErasedSpellings)]
  private(set) var counts: [String: Int] = [:]

  init(_ own: ErasedSpellings, also: [String]) {
    self.own = own
    self.also = also.map {
      ($0, ErasedSpellings(name: nil, email: nil, phone: nil, also: [$0]))
    }
    for text in also { counts[text] = 0 }
  }

  /// Counts the texts of one row that is about others.
  mutating func note(_ texts: [String]) {
    guard !also.isEmpty, !texts.contains(where: own.occur) else { return }
    for (text, spellings) in also where texts.contains(where: spellings.occur) {
      counts[text, default: 0] += 1
    }
  }

  /// Refuses what reaches further than it may.
  func require(atMost most: Int) throws(Refusal) {
    let far = also.map { RequestFault.Reach(name: $0.text, texts: counts[$0.text] ?? 0) }
      .filter { $0.texts > most }
    guard !far.isEmpty else { return }
    throw Refusal(of: .furtherName, .request(.reachesTooFar(far, most: most)))
  }
}
