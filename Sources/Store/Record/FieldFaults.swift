/// What is wrong with the fields of one record: every rule is asked, none stops the next.
struct FieldFaults {
  private(set) var errors: [StoreError] = []

  /// The value as its rule has it; where the rule refuses, the error is kept and the value stays.
  mutating func checked<Value>(
    _ value: Value, _ rule: (Value) throws(StoreError) -> Value
  ) -> Value {
    do {
      return try rule(value)
    } catch {
      errors.append(error)
      return value
    }
  }

  /// Notes what no single field's rule knows.
  mutating func note(_ error: StoreError) { errors.append(error) }

  /// For callers who take one error at a time: runs `body` and throws the first.
  static func none<Value>(
    _ body: (inout FieldFaults) -> Value
  ) throws(StoreError) -> Value {
    var faults = FieldFaults()
    let value = body(&faults)
    if let first = faults.errors.first { throw first }
    return value
  }
}
