import Foundation
import SQLiteEngine
import Store

/// Measures the customer log: how long a page of each kind of search takes, and an append, in a log
/// of many entries of 200 companies; and how fast `minicrm log feed` gives the largest one's.
///
/// The number of entries comes from MINICRM_LOG_ENTRIES, 1,000,000 unless set.
enum LogBench {
  static func run() async throws {
    try IngestOnce.requireProgram()
    let entries = try BenchVariable.count("MINICRM_LOG_ENTRIES", unlessSet: 1_000_000)
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("log-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let store = try await Store.open(directory.path, making: .ifEmpty)
    let world = try await LogWorld(in: store)
    var growth = LogGrowth(LogGenerator(seed: 1, world: world, total: entries))

    print(LogFigures.header)
    var figures: [LogFigures] = []
    // The same searches while the log grows: what a company's page costs must not follow the
    // others.
    for size in [entries / 10, entries] {
      let seconds = try await growth.grow(to: size, in: store, world)
      FileHandle.standardError.write(
        Data("grown to \(size) entries in \(Int(seconds)) s\n".utf8))
      figures += try await measure(store, world, entries: size)
    }
    print("")
    let feed = try await LogFeedFigures(of: world, in: directory.path)
    print(feed.line)
    print("Store: \(try bytes(below: directory) / 1_000_000) MB.")
    try BenchResults.note(figures, as: "log")
    try BenchResults.note(feed, as: "logFeed")
  }

  private static func measure(
    _ store: Store, _ world: LogWorld, entries: Int
  ) async throws -> [LogFigures] {
    var all: [LogFigures] = []
    for search in LogSearchKind.allCases {
      var figures = LogFigures(entries: entries, work: search.rawValue)
      for company in [0, 99] { figures.add(try await search.times(store, world, company)) }
      all.append(figures)
      print(figures.line)
    }
    var append = LogFigures(entries: entries, work: "append, durable")
    append.add(try await appendTimes(store, world))
    print(append.line)
    return all + [append]
  }

  /// One entry a transaction, durable.
  private static func appendTimes(_ store: Store, _ world: LogWorld) async throws -> Times {
    var generator = LogGenerator(seed: 7, world: world, total: 1_000)
    var times = Times()
    for _ in 0..<1_000 {
      let (company, event) = generator.next()
      let log = store.company(world.companies[company]).log
      try await times.measure { _ = try await log.record(event, now: LogGenerator.end) }
    }
    return times
  }

  private static func bytes(below directory: URL) throws -> Int {
    try ["minicrm.sqlite", "minicrm.sqlite-wal"].reduce(0) { sum, name in
      let path = directory.appendingPathComponent(name).path
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return sum + (size ?? 0)
    }
  }
}
