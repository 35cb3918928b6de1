/// An edit of one field: the field stays, or gets a value (which may be nil).
package enum Edit<Value: Sendable>: Sendable {
  case keep
  case set(Value)

  /// `.set` when a value is given, `.keep` when it is nil.
  package init(ifGiven value: Value?) {
    self = value.map(Edit.set) ?? .keep
  }

  /// The edit that makes `value` of another; `.keep` when they are the same.
  package init(to value: Value, from other: Value) where Value: Equatable {
    self = value == other ? .keep : .set(value)
  }

  /// The field's value after the edit.
  package func applied(to current: Value) -> Value {
    switch self {
    case .keep: current
    case .set(let value): value
    }
  }
}

extension Edit: Codable where Value: Codable {}
