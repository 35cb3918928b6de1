/// Why settings don't describe a server that may be connected to.
package struct EndpointError: Error, Hashable, CustomStringConvertible {
  /// What is wrong, in one line, without secrets.
  package let message: String
  /// What to do about it.
  package let suggestion: String

  package init(_ message: String, suggestion: String) {
    self.message = message
    self.suggestion = suggestion
  }

  package var description: String { "\(message); \(suggestion)" }
}
