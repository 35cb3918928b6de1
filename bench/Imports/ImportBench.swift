import Foundation
import TestKit

/// Measures how fast the shipped program takes in what other systems have: customers, contacts,
/// groups, tasks, documents and events, each into a store of its own, beside a plain write of the
/// same lines or files on the same disk.
///
/// MINICRM_IMPORT_LINES says how many of each, 100,000 unless set; of documents there are a tenth.
enum ImportBench {
  static func run() async throws {
    try IngestOnce.requireProgram()
    let lines = try BenchVariable.count("MINICRM_IMPORT_LINES", unlessSet: 100_000)
    print(ImportFigures.header)
    var all: [ImportFigures] = []
    for kind in ImportKind.allCases {
      let count = kind == .documents ? max(1, lines / 10) : lines
      let work = try await ImportWork(kind, count)
      let figures = ImportFigures(
        kind: kind.rawValue, count: count, run: try await work.measure(),
        plainSeconds: try await work.plainSeconds())
      print(figures.line)
      all.append(figures)
    }
    print("")
    try BenchResults.note(all, as: "imports")
  }
}

/// The kinds of lines that are taken in.
enum ImportKind: String, CaseIterable {
  case customers, contacts, groups, tasks, documents, events
}

/// The figures of one kind.
struct ImportFigures: Codable {
  let kind: String
  let count: Int
  let run: MeasuredRun
  /// The time of the plain write of as much.
  let plainSeconds: Double

  static let header = """
    | what | lines | seconds | CPU s | lines/s | a minute | peak MB | plain, lines/s | ratio |
    |---|---|---|---|---|---|---|---|---|
    """

  /// A line of the table.
  var line: String {
    let rate = Double(count) / run.seconds
    let plain = Double(count) / plainSeconds
    return String(
      format: "| %@ | %d | %.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %.2f |", kind as NSString,
      count, run.seconds, run.cpuSeconds, rate, rate * 60, run.peakMegabytes, plain, rate / plain)
  }
}
