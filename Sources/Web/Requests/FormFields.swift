/// The fields of a query or a form, in their order; a name may come several times.
package struct FormFields: Sendable, Hashable {
  package struct Field: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  package private(set) var all: [Field] = []

  package init() {}

  /// The first value of a name.
  package subscript(name: String) -> String? { all.first { $0.name == name }?.value }

  /// All values of a name.
  package func values(_ name: String) -> [String] {
    all.filter { $0.name == name }.map(\.value)
  }

  package mutating func append(_ name: String, _ value: String) {
    all.append(Field(name: name, value: value))
  }

  /// Reads `application/x-www-form-urlencoded` (WHATWG URL §5.1). What is no UTF-8 or has a broken
  /// `%` is a bad request, as are more fields than `limit`.
  package init(urlEncoded bytes: some Collection<UInt8>, atMost limit: Int) throws(WebError) {
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      guard all.count < limit else { throw WebError(.badRequest) }
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? parts[1] : pair[pair.endIndex...]
      guard let name = PercentCoding.decoded(parts[0], plusIsSpace: true),
        let value = PercentCoding.decoded(value, plusIsSpace: true)
      else { throw WebError(.badRequest) }
      append(name, value)
    }
  }
}
