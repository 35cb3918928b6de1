/// The number of things of each kind; 0 where there is none.
package struct CountsRow<Kind: RawRepresentable<String> & CaseIterable & Hashable & Sendable>:
  Encodable, Sendable
{
  private let counts: [Kind: Int]

  package init(_ counts: [Kind: Int]) { self.counts = counts }

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    for kind in Kind.allCases {
      try fields.encode(counts[kind] ?? 0, forKey: Key(stringValue: kind.rawValue))
    }
  }
}
