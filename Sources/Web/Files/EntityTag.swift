/// The strong tag of a content (RFC 9110 §8.8.3): equal where all bytes are.
package struct EntityTag: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// `value` has neither quotes nor control characters, as a digest has none.
  package init(_ value: String) { description = "\"\(value)\"" }

  /// True where `If-None-Match` names the tag, or any (RFC 9110 §13.1.2: compared weakly).
  static func isNamed(_ tag: String, in headers: [String]) -> Bool {
    headers.contains { header in
      header.split(separator: ",").contains { one in
        let one = one.filter { $0 != " " && $0 != "\t" }
        return one == "*" || one == tag || one == "W/" + tag
      }
    }
  }
}
