import Foundation

/// The times of a number of processes that write side by side.
struct CommitFigures: Codable {
  let work: String
  let processes: Int
  let perSecond: Double
  let milliseconds: Quantiles
  /// The most transactions of others that one had to wait for, as far as that was looked at.
  let passed: Int?

  struct Quantiles: Codable {
    let median: Double
    let p99: Double
    let worst: Double
  }

  init(_ work: String, _ processes: Int, _ seconds: Int, _ writings: [CommitWriting]) {
    self.work = work
    self.processes = processes
    let sorted = writings.flatMap(\.milliseconds).sorted()
    perSecond = Double(sorted.count) / Double(seconds)
    func quantile(_ share: Double) -> Double {
      sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
    milliseconds = Quantiles(
      median: quantile(0.5), p99: quantile(0.99), worst: sorted.last ?? 0)
    passed = writings.flatMap(\.passed).max()
  }

  static let header = """
    | work | processes | a second | median ms | p99 ms | worst ms | passed by, at most |
    |---|---|---|---|---|---|---|
    """

  var line: String {
    let times = [milliseconds.median, milliseconds.p99, milliseconds.worst]
      .map { String(format: "%.2f", $0) }.joined(separator: " | ")
    return "| \(work) | \(processes) | \(Int(perSecond)) | \(times) | "
      + "\(passed.map(String.init) ?? "–") |"
  }
}
