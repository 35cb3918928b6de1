/// The faults in the fields of one record: every rule is asked, none stops the next.
package struct FieldFaults {
  package private(set) var errors: [Refusal] = []

  package init() {}

  /// The value as its rule has it; where the rule refuses, the error is kept and the value stays.
  package mutating func checked<Value>(
    _ value: Value, _ rule: (Value) throws(Refusal) -> Value
  ) -> Value {
    do {
      return try rule(value)
    } catch {
      errors.append(error)
      return value
    }
  }

  /// Notes what no single field's rule knows.
  package mutating func note(_ error: Refusal) { errors.append(error) }

  /// For callers who take one error at a time: runs `body` and throws the first.
  package static func none<Value>(
    _ body: (inout FieldFaults) -> Value
  ) throws(Refusal) -> Value {
    var faults = FieldFaults()
    let value = body(&faults)
    if let first = faults.errors.first { throw first }
    return value
  }
}
