/// A page of `log search --json`, as far as tests ask.
package struct LogPage: Decodable, Sendable {
  package let entries: [Entry]
  package let next: String?

  package struct Entry: Decodable, Sendable, Equatable {
    package let id: Int
    package let at: String
    package let kind: String
    package let document: Int?
    package let text: String?
  }
}
