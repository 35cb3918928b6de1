import Foundation

/// The times of one kind of work on the log: for the largest company, and for a small one where
/// that is measured too.
struct LogFigures: Codable {
  let entries: Int
  let work: String
  private(set) var medianMilliseconds: [Double] = []
  private(set) var p99Milliseconds: [Double] = []

  init(entries: Int, work: String) {
    self.entries = entries
    self.work = work
  }

  mutating func add(_ times: Times) {
    medianMilliseconds.append(times.median / .milliseconds(1))
    p99Milliseconds.append(times.p99 / .milliseconds(1))
  }

  static let header = """
    | entries | work | of the largest company, median ms | p99 | of a small one | p99 |
    |---|---|---|---|---|---|
    """

  /// A line of the table.
  var line: String {
    let cells = zip(medianMilliseconds, p99Milliseconds)
      .map { String(format: "%.2f | %.2f", $0, $1) }
    let missing = Array(repeating: " | ", count: 2 - cells.count)
    return "| \(entries) | \(work) | \((cells + missing).joined(separator: " | ")) |"
  }
}
