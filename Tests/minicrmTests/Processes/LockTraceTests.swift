import Foundation
import TestKit
import Testing

/// SQLite's own locks for writing and checkpointing are only ever taken by a process that has the
/// store's lock: without that SQLite before 3.51.3 can lose committed pages.
@Suite struct LockTraceTests {
  @Test func `commands take SQLite's locks under the store's lock alone`() async throws {
    let minicrm = try Minicrm()
    let backup = minicrm.directory.path("backup")
    let commands = [
      ["company", "add", "--name", "Acme Oy", "--slug", "acme"],
      ["log", "record", "--company", "acme", "--kind", "note", "--text", "hei"],
      ["company", "list"], ["log", "verify", "--company", "acme"], ["gc"], ["backup", backup],
    ]
    for command in commands {
      let trace = try await LockTrace.of(minicrm, command)
      #expect(trace.taken > 0, "\(command)")
      #expect(trace.unguarded == [], "\(command)")
    }
  }

  @Test func `what a killed process left is recovered under it, by whoever only looks`()
    async throws
  {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let writer = try ChildProcess(
      WriterProcess.executable, WriterProcess.arguments(minicrm, .seconds(60)))
    let log = minicrm.storeDirectory + "/minicrm.sqlite-wal"
    #expect(try await eventually { size(log) > 100_000 })
    writer.signal(SIGKILL)
    try await writer.end()
    let trace = try await LockTrace.of(minicrm, ["status", "--json"])
    #expect(trace.taken > 0)
    #expect(trace.unguarded == [])
  }

  @Test func `beside processes that write and read it is the same`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let others = try (0..<2).map { _ in
      try ChildProcess(
        WriterProcess.executable, WriterProcess.arguments(minicrm, .seconds(60), resting: true))
    }
    for round in 0..<3 {
      let trace = try await LockTrace.of(
        minicrm, ["log", "record", "--company", "acme", "--kind", "note", "--text", "\(round)"])
      #expect(trace.unguarded == [])
      let looking = try await LockTrace.of(minicrm, ["log", "verify", "--company", "acme"])
      #expect(looking.unguarded == [])
    }
    withExtendedLifetime(others) {}
  }

  private func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
