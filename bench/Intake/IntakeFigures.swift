import Foundation

/// The times of a peer for a mailbox over a link.
struct IntakeFigures: Codable {
  let mailbox: String
  let link: String
  let peer: String
  let mails: Int
  let attachments: Int
  /// Decoded.
  let attachmentBytes: Int
  let runs: [MeasuredRun]
  /// Medians of the runs.
  let median: MeasuredRun
  /// The ratio of the median seconds to those of the raw fetch.
  let ratio: Double

  init(
    mailbox: IntakeMailbox, link: IntakeLink, peer: IntakePeerName, contents: IntakeContents,
    runs: [MeasuredRun], raw: [MeasuredRun]
  ) {
    self.mailbox = mailbox.rawValue
    self.link = link.rawValue
    self.peer = peer.rawValue
    mails = contents.mails
    attachments = contents.attachments
    attachmentBytes = contents.attachmentBytes
    self.runs = runs
    median = MeasuredRun(medianOf: runs)
    ratio = median.seconds / MeasuredRun(medianOf: raw).seconds
  }

  static let header = """
    | mailbox | link | peer | seconds | fastest–slowest | ratio | CPU seconds | peak MB |
    |---|---|---|---|---|---|---|---|
    """

  /// A line of the table.
  var line: String {
    let seconds = runs.map(\.seconds)
    let spread = [seconds.min() ?? 0, seconds.max() ?? 0].map { String(format: "%.2f", $0) }
    let figures = [
      String(format: "%.2f", median.seconds), spread.joined(separator: "–"),
      String(format: "%.2f", ratio), String(format: "%.2f", median.cpuSeconds),
      String(format: "%.0f", median.peakMegabytes),
    ]
    return "| " + ([mailbox, link, peer] + figures).joined(separator: " | ") + " |"
  }
}

/// The whole of the figures, as JSON has them.
struct IntakeResults: Codable {
  let scale: Double
  let rounds: Int
  var figures: [IntakeFigures] = []
}
