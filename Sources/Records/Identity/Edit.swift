/// An edit of one field: the field stays, or gets a value (which may be nil).
package enum Edit<Value: Sendable>: Sendable {
  case keep
  case set(Value)

  /// `.set` when a value is given, `.keep` when it is nil.
  package init(ifGiven value: Value?) {
    self = value.map(Edit.set) ?? .keep
  }

  /// The field's value after the edit.
  package func applied(to current: Value) -> Value {
    switch self {
    case .keep: current
    case .set(let value): value
    }
  }
}
