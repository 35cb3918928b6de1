import TestKit

/// Choices that random tests make.
extension SeededGenerator {
  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &self)]
  }

  /// Nil as often as a value.
  mutating func maybe<Value>(_ value: (inout SeededGenerator) -> Value) -> Value? {
    once(in: 2) ? value(&self) : nil
  }
}
