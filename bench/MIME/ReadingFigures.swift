import Foundation

/// The times of a reader for the mailbox.
struct ReadingFigures: Codable {
  let work: ReadingWork
  let reader: String
  /// The seconds of each pass.
  private(set) var seconds: [Double] = []
  private(set) var attachments = 0
  private(set) var decodedBytes: Int64 = 0

  init(_ work: ReadingWork, by reader: String) {
    self.work = work
    self.reader = reader
  }

  mutating func add(_ tally: ReadingTally) {
    seconds.append(tally.seconds)
    (attachments, decodedBytes) = (tally.attachments, tally.decodedBytes)
  }

  /// The fastest pass: the code's speed, without the machine's other work.
  var fastest: Double { seconds.min() ?? 0 }
  var median: Double { seconds.sorted()[seconds.count / 2] }

  static let header = """
    | work | reader | fastest s | median s | MB/s of mail | MB/s decoded | times ours |
    |---|---|---|---|---|---|---|
    """

  /// A line of the table; rates and the ratio, to ours of the same work, are of the fastest passes.
  func line(size: Int64, ours: ReadingFigures) -> String {
    let times = [fastest, median].map { String(format: "%.3f", $0) }
    let ofContent = decodedBytes == 0 ? "–" : rate(decodedBytes)
    let cells =
      [work.text, reader] + times
      + [rate(size), ofContent, String(format: "%.2f", fastest / ours.fastest)]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private func rate(_ bytes: Int64) -> String {
    String(format: "%.0f", Double(bytes) / 1_000_000 / fastest)
  }
}
