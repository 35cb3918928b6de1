import Foundation

/// The times of `ingest --once` in one situation, beside a raw fetch of the same mails.
struct GrowthFigures: Codable {
  /// The mails that there were to read.
  enum Situation: String, Codable {
    /// The mailbox, for the first time.
    case all = "the whole mailbox"
    case nothing = "nothing new"
    case new = "new mails"
  }

  let situation: Situation
  let mails: Int
  /// In the mailbox and read before.
  let known: Int
  /// The entries of the log before the first mail was read.
  let entries: Int
  private(set) var runs: [MeasuredRun] = []
  private(set) var raw: [MeasuredRun] = []

  init(_ situation: Situation, mails: Int, known: Int, entries: Int) {
    self.situation = situation
    self.mails = mails
    self.known = known
    self.entries = entries
  }

  mutating func add(_ run: MeasuredRun, _ raw: MeasuredRun) {
    runs.append(run)
    self.raw.append(raw)
  }

  static let header = """
    | to read | mails | read before | log entries before | ms | CPU ms | raw fetch ms \
    | ms a mail | CPU ms a mail | raw fetch, ms a mail |
    |---|---|---|---|---|---|---|---|---|---|
    """

  /// A line of the table, of medians.
  var line: String {
    let (ours, server) = (MeasuredRun(medianOf: runs), MeasuredRun(medianOf: raw))
    let times = [ours.seconds, ours.cpuSeconds, server.seconds].map { $0 * 1_000 }
    let counts = [mails, known, entries].map { "\($0)" }
    let whole = times.map { String(format: "%.0f", $0) }
    let each = times.map { mails == 0 ? "–" : String(format: "%.3f", $0 / Double(mails)) }
    return "| " + ([situation.rawValue] + counts + whole + each).joined(separator: " | ") + " |"
  }
}
