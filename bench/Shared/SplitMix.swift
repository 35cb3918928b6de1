import Foundation

/// A seeded source of numbers (SplitMix64): the same mailbox each time.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A log-normal size, in bytes: half of them are below the median, and e^spread is what one
  /// standard deviation makes of it.
  mutating func size(median: Double, spread: Double, limit: Int) -> Int {
    // Box and Muller's normal deviate.
    let uniform = Double.random(in: Double.leastNonzeroMagnitude...1, using: &self)
    let angle = Double.random(in: 0..<(2 * Double.pi), using: &self)
    let normal = sqrt(-2 * log(uniform)) * cos(angle)
    return min(limit, max(1, Int(median * exp(spread * normal))))
  }
}
