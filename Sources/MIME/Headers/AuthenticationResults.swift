/// An Authentication-Results field (RFC 8601 section 2.2): what a server says it found out about
/// where a message came from.
package struct AuthenticationResults: Sendable, Hashable {
  /// One method with its result.
  package struct Finding: Sendable, Hashable {
    /// In lower case, without its version: "dkim".
    package let method: String
    /// In lower case: "pass".
    package let result: String
    /// By type and name in lower case ("header.d"), as written without quotes. Of a property that
    /// has two values there is none.
    package let properties: [String: String]
  }

  /// The authserv-id, as written: who says it.
  package let server: String
  package let findings: [Finding]

  /// Reads an unfolded value. Nil where no server's name comes first. A finding that isn't written
  /// by the grammar is left out, and with a comment or quoted string that never closes all that
  /// comes after it.
  package init?(_ value: [UInt8]) {
    let scan = AuthenticationResultsScan(value)
    guard let first = scan.statements.first, case .word(let server)? = first.first,
      !server.isEmpty, first.dropFirst().first != .equals
    else { return nil }
    self.server = server
    findings = scan.statements.dropFirst().compactMap(Finding.init)
  }
}

extension AuthenticationResults.Finding {
  /// `method = result`, and behind it any number of `type.name = value`.
  fileprivate init?(_ statement: [AuthenticationResultsScan.Token]) {
    let tokens = Self.joined(statement)
    guard let (method, result) = Self.pair(tokens[...]) else { return nil }
    var properties: [String: String] = [:]
    var ambiguous: Set<String> = []
    var rest = tokens.dropFirst(3)
    while !rest.isEmpty {
      guard let (name, value) = Self.pair(rest) else {
        rest = rest.dropFirst()
        continue
      }
      let key = name.lowercased()
      if let known = properties.updateValue(value, forKey: key), known != value {
        ambiguous.insert(key)
      }
      rest = rest.dropFirst(3)
    }
    self.method = String(method.prefix { $0 != "/" }).lowercased()
    self.result = result.lowercased()
    self.properties = properties.filter { !ambiguous.contains($0.key) }
  }

  /// With what white space or a comment parted around a dot or slash: `policy . expired`.
  private static func joined(
    _ tokens: [AuthenticationResultsScan.Token]
  ) -> [AuthenticationResultsScan.Token] {
    var joined: [AuthenticationResultsScan.Token] = []
    var isOpen = false
    for token in tokens {
      guard case .word(let word) = token, case .word(let last)? = joined.last,
        isOpen || word == "." || word == "/"
      else {
        joined.append(token)
        isOpen = false
        continue
      }
      joined[joined.count - 1] = .word(last + word)
      isOpen = word == "." || word == "/"
    }
    return joined
  }

  private static func pair(
    _ tokens: ArraySlice<AuthenticationResultsScan.Token>
  ) -> (name: String, value: String)? {
    let three = Array(tokens.prefix(3))
    guard three.count == 3, case .word(let name) = three[0], three[1] == .equals,
      case .word(let value) = three[2]
    else { return nil }
    return (name, value)
  }
}
