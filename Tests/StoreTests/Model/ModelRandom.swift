import Foundation

/// SplitMix64 with what random tests ask of it: the same sequence again for the same seed.
struct ModelRandom: RandomNumberGenerator {
  let seed: UInt64
  private var state: UInt64

  init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// Another sequence each time, unless MINICRM_MODEL_SEED says which.
  static var fromEnvironment: ModelRandom {
    let named = ProcessInfo.processInfo.environment["MINICRM_MODEL_SEED"].flatMap(UInt64.init)
    return ModelRandom(seed: named ?? UInt64.random(in: 1...999_999_999))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &self)]
  }

  /// Nil as often as a value.
  mutating func maybe<Value>(_ value: (inout ModelRandom) -> Value) -> Value? {
    once(in: 2) ? value(&self) : nil
  }
}
