import Foundation

/// A seeded source of numbers (SplitMix64), so that a failing round can be repeated.
package struct SeededGenerator: RandomNumberGenerator, CustomStringConvertible {
  package let seed: UInt64
  private var state: UInt64

  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// Another sequence each time, unless MINICRM_SEED says which.
  package init() {
    self.init(seed: Self.namedSeed ?? .random(in: 0 ... .max))
  }

  /// The seed that MINICRM_SEED names, for tests of several seeds.
  package static var namedSeed: UInt64? {
    ProcessInfo.processInfo.environment["MINICRM_SEED"].flatMap(UInt64.init)
  }

  /// The words that ask for the same sequence again.
  package var description: String { "MINICRM_SEED=\(seed)" }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
