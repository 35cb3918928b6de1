/// Why settings don't describe a server that may be connected to.
package struct EndpointError: Error, Hashable, CustomStringConvertible {
  /// The fault, in one line, without secrets.
  package let message: String
  /// The advice on the fault.
  package let suggestion: String

  package init(_ message: String, suggestion: String) {
    self.message = message
    self.suggestion = suggestion
  }

  package var description: String { "\(message); \(suggestion)" }
}

extension EndpointError {
  /// Throws what is wrong with these settings of a server.
  static func check(username: String, timeout: Duration) throws(EndpointError) {
    guard !username.isEmpty, !username.hasControlCharacters else {
      throw EndpointError(
        "username is empty or contains a control character", suggestion: "correct username")
    }
    try check(timeout: timeout)
  }

  static func check(timeout: Duration) throws(EndpointError) {
    guard timeout > .zero else {
      throw EndpointError("timeout is not positive", suggestion: "give a timeout such as 60s")
    }
  }
}
