import Foundation
import TestKit

/// Measures how long the pages take in a company with a long log and many documents, by wrk: each
/// page at a steady rate of requests, and Saapuneet as fast as two cores can.
///
/// MINICRM_PAGE_ENTRIES and MINICRM_PAGE_DOCUMENTS say how many there are, 1,000,000 and 100,000
/// unless set; MINICRM_PAGE_SECONDS how long each page is asked for, 10.
enum PageBench {
  /// Requests a second at the steady rate.
  private static let rate = 50
  private static let connections = 16

  static func run() async throws {
    let entries = try BenchVariable.count("MINICRM_PAGE_ENTRIES", unlessSet: 1_000_000)
    let documents = try BenchVariable.count("MINICRM_PAGE_DOCUMENTS", unlessSet: 100_000)
    let seconds = try BenchVariable.count("MINICRM_PAGE_SECONDS", unlessSet: 10)
    try IngestOnce.requireProgram()
    let installation = try Minicrm()
    let world = PageWorld(entries: entries, documents: documents)
    let session = try await world.fill(installation.storeDirectory)
    let (origin, port) = try installation.servePagesOnLoopback()
    let daemon = try installation.start(["web"])
    guard try await eventually({ daemon.hasEnded || acceptsConnections(port: port) }),
      !daemon.hasEnded
    else { throw BenchFailure("no pages: \(daemon.standardError)") }
    let load = PageLoad(origin: origin, cookie: "session=\(session.text)", seconds: seconds)
    print(PageFigures.header)
    var all: [PageFigures] = []
    for page in PageWorld.pages {
      let result = try await load.run(page.path, connections: connections, atRate: rate)
      all.append(PageFigures(page: page.name, result, memory: try ProcessMemory(of: daemon.id)))
      print(all.last?.line ?? "")
    }
    let flood = try await load.run("/acme/documents?state=inbox", connections: connections)
    all.append(
      PageFigures(
        page: "Saapuneet, without a pause", flood, memory: try ProcessMemory(of: daemon.id)))
    print(all.last?.line ?? "", "", separator: "\n")
    daemon.signal(SIGTERM)
    _ = try await daemon.end()
    try BenchResults.note(all, as: "pages")
  }
}

/// The times of one page.
struct PageFigures: Codable {
  let page: String
  let requestsPerSecond: Double
  let medianMilliseconds: Double
  let p99Milliseconds: Double
  let residentMegabytes: Double

  init(page: String, _ result: PageLoad.Result, memory: ProcessMemory) {
    self.page = page
    requestsPerSecond = result.requestsPerSecond
    (medianMilliseconds, p99Milliseconds) = (result.median, result.p99)
    residentMegabytes = memory.resident
  }

  static let header = """
    | page | requests a second | median ms | p99 ms | resident MB |
    |---|---|---|---|---|
    """

  /// A line of the table.
  var line: String {
    let figures = [requestsPerSecond, medianMilliseconds, p99Milliseconds, residentMegabytes]
    let cells = figures.map { String(format: "%.1f", $0) }
    return "| \(page) | \(cells.joined(separator: " | ")) |"
  }
}
