import Foundation

/// The variables of the environment for a benchmark.
enum BenchVariable {
  /// A count, of at least 1.
  static func count(_ name: String, unlessSet standard: Int) throws -> Int {
    try counts(name, unlessSet: [standard])[0]
  }

  /// Counts with commas between them, one at least.
  static func counts(_ name: String, unlessSet standard: [Int]) throws -> [Int] {
    guard let text = text(name) else { return standard }
    let counts = text.split(separator: ",").map { Int($0) ?? 0 }
    guard !counts.isEmpty, counts.allSatisfy({ $0 > 0 }) else {
      throw BenchFailure("\(name): \(text) is not made of counts above 0")
    }
    return counts
  }

  static func number(_ name: String) throws -> Double? {
    guard let text = text(name) else { return nil }
    guard let number = Double(text) else { throw BenchFailure("\(name): \(text) is no number") }
    return number
  }

  static func text(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}
