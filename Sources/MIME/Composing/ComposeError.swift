/// Why a message can't be composed: a value that has no place in the field that it is for.
package struct ComposeError: Error, Hashable, CustomStringConvertible {
  /// The field's name, or the parameter's.
  package let field: String
  package let reason: String

  package init(_ field: String, _ reason: String) {
    self.field = field
    self.reason = reason
  }

  package var description: String { "\(field): \(reason)" }
}
