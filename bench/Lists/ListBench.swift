import Foundation
import GRDB
import Records
import SQLiteEngine
import Store

/// Measures how long a page of a company's documents takes: the first one, one in the middle and
/// the last, of each kind of list that people look at.
///
/// MINICRM_LIST_DOCUMENTS says how many documents there are, 100,000 unless set.
enum ListBench {
  static func run() async throws {
    let documents = try BenchVariable.count("MINICRM_LIST_DOCUMENTS", unlessSet: 100_000)
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("list-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let store = try await Store.open(directory.path, making: .ifEmpty)
    let company = try await store.addCompany(NewCompany(name: "Acme", slug: "acme")).id
    try ListWorld(documents: documents, company: company).fill(
      directory.path + "/minicrm.sqlite")
    print(ListFigures.header)
    var all: [ListFigures] = []
    for kind in ListKind.allCases {
      all.append(try await kind.figures(of: store.company(company), documents: documents))
      print(all.last?.line ?? "")
    }
    print("")
    try BenchResults.note(all, as: "lists")
  }
}

/// The times of one kind of list.
struct ListFigures: Codable {
  let documents: Int
  let list: String
  /// Of the first page, one in the middle, and the last one.
  var medianMilliseconds: [Double] = []
  var p99Milliseconds: [Double] = []

  mutating func add(_ times: Times) {
    medianMilliseconds.append(times.median / .milliseconds(1))
    p99Milliseconds.append(times.p99 / .milliseconds(1))
  }

  static let header = """
    | documents | list | first page, median ms | p99 | in the middle | p99 | last | p99 |
    |---|---|---|---|---|---|---|---|
    """

  /// A line of the table.
  var line: String {
    let cells = zip(medianMilliseconds, p99Milliseconds)
      .map { String(format: "%.2f | %.2f", $0, $1) }
    return "| \(documents) | \(list) | \(cells.joined(separator: " | ")) |"
  }
}
