import Foundation
import Store
import TestKit

/// Measures what the one lock of a store costs those who write: transactions of one, two and four
/// processes side by side, and commands, each of them a process with one transaction, beside those
/// of another release, whose program MINICRM_BENCH_OLD names.
///
/// MINICRM_COMMIT_SECONDS says how long each is measured, 5 unless set.
enum CommitBench {
  private static let processes = [1, 2, 4]

  static func run() async throws {
    let seconds = try BenchVariable.count("MINICRM_COMMIT_SECONDS", unlessSet: 5)
    try IngestOnce.requireProgram()
    print(CommitFigures.header)
    var figures: [CommitFigures] = []
    for processes in processes {
      figures.append(try await transactions(processes, seconds))
      print(figures.last?.line ?? "")
    }
    let old = BenchVariable.text("MINICRM_BENCH_OLD").map { ("command, before", $0) }
    let programs = [("command", Minicrm.executable)] + (old.map { [$0] } ?? [])
    for processes in processes {
      // In turns: the machine drifts.
      for (work, program) in programs {
        figures.append(try await commands(work, program, processes, seconds))
        print(figures.last?.line ?? "")
      }
    }
    print("")
    try BenchResults.note(figures, as: "commits")
  }

  private static func transactions(_ processes: Int, _ seconds: Int) async throws -> CommitFigures {
    let minicrm = try await installation(Minicrm.executable)
    let own = "/proc/self/exe"
    let writings = try await sideBySide(processes) {
      let run = try await Program.run(
        try FileManager.default.destinationOfSymbolicLink(atPath: own),
        ["commit-writer", minicrm.storeDirectory, "\(seconds)"])
      guard run.succeeded else { throw BenchFailure("commit-writer: \(run.errors)") }
      return try JSONDecoder().decode(CommitWriting.self, from: run.output)
    }
    return CommitFigures("transaction", processes, seconds, writings)
  }

  private static func commands(
    _ work: String, _ program: String, _ processes: Int, _ seconds: Int
  ) async throws -> CommitFigures {
    let minicrm = try await installation(program)
    let end = ContinuousClock.now + .seconds(seconds)
    let writings = try await sideBySide(processes) {
      var writing = CommitWriting()
      while ContinuousClock.now < end {
        let start = ContinuousClock.now
        try await run(
          program, ["log", "record", "--company", "acme", "--kind", "note", "--text", "x"], minicrm)
        writing.milliseconds.append((ContinuousClock.now - start) / .milliseconds(1))
      }
      return writing
    }
    return CommitFigures(work, processes, seconds, writings)
  }

  private static func sideBySide(
    _ count: Int, _ work: @escaping @Sendable () async throws -> CommitWriting
  ) async throws -> [CommitWriting] {
    try await withThrowingTaskGroup(of: CommitWriting.self) { group in
      for _ in 0..<count { group.addTask { try await work() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private static func installation(_ program: String) async throws -> Minicrm {
    let minicrm = try Minicrm()
    try await run(program, ["company", "add", "--name", "Acme", "--slug", "acme"], minicrm)
    return minicrm
  }

  private static func run(
    _ program: String, _ arguments: [String], _ minicrm: Minicrm
  ) async throws {
    let run = try await Program.run(program, arguments + ["--config", minicrm.settingsFile])
    guard run.succeeded else { throw BenchFailure("\(program) \(arguments): \(run.errors)") }
  }
}
