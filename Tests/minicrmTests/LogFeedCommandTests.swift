import Foundation
import TestKit
import Testing

@Suite struct LogFeedCommandTests {
  private struct Fed: Decodable {
    let id: Int
    let cursor: String
  }

  private func entries(_ text: some StringProtocol) throws -> [Fed] {
    // The last line may be half written.
    try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      try JSONDecoder().decode(Fed.self, from: Data($0.utf8))
    }
  }

  private func record(_ count: Int, _ minicrm: Minicrm) async throws {
    let lines = (1...count).map { #"{"kind":"note","text":"kirjaus \#($0)"}"# + "\n" }.joined()
    try await minicrm.mustRun(
      ["log", "record", "--company", "acme", "--stdin"], standardInput: Array(lines.utf8))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `whoever follows gets what another process records, until a signal`(
    signal: Int32
  ) async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    try await record(3, minicrm)
    let first = try entries(
      String(
        decoding: try await minicrm.mustRun(["log", "feed", "--company", "acme"]), as: UTF8.self))
    #expect(first.map(\.id) == [1, 2, 3])
    let child = try minicrm.start([
      "log", "feed", "--company", "acme", "--follow", "--after", first[0].cursor,
    ])
    try await record(700, minicrm)
    let isAllThere = try await eventually {
      try child.hasEnded || entries(child.standardOutput).last?.id == 703
    }
    #expect(isAllThere && !child.hasEnded, "\(child.standardError)")
    child.signal(signal)
    #expect(try await child.end() == .exited(0), "\(child.standardError)")
    #expect(child.standardError.isEmpty)
    #expect(try entries(child.standardOutput).map(\.id) == (2...703).map { $0 })
  }

  @Test func `a reader that goes ends whoever follows`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    try await record(1, minicrm)
    let run = try await Program.run(
      "bash",
      [
        "-c",
        #""$0" log feed --company acme --follow --config "$1" | head -n 1; echo ${PIPESTATUS[0]}"#,
        Minicrm.executable, minicrm.settingsFile,
      ])
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 2 && lines.last == "1", "\(run.text) \(run.errors)")
    #expect(run.errors.contains("standard output can't be written"), "\(run.errors)")
  }

  @Test func `a cursor that is none, and one of another company, are errors`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    try await record(1, minicrm)
    for cursor in ["x", "AQAAAAAAAYKnAAAAAAAAAAA"] {
      let run = try await minicrm.run("log", "feed", "--company", "acme", "--after", cursor)
      #expect(run.code == 1 && run.errors.contains("cursor"), "\(run.errors)")
    }
  }

  @Test func `memory stays flat, however much there is`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    var peaks: [Int] = []
    for count in [2_000, 8_000] {
      try await record(count, minicrm)
      let child = try minicrm.start(["log", "feed", "--company", "acme", "--follow"])
      let total = count == 2_000 ? 2_000 : 10_000
      let isAllThere = try await eventually {
        child.hasEnded || child.standardOutputBytes.count { $0 == UInt8(ascii: "\n") } == total
      }
      #expect(isAllThere && !child.hasEnded, "\(child.standardError)")
      peaks.append(try #require(child.peakMemory))
      child.signal(SIGTERM)
      try await child.end()
    }
    #expect(peaks[1] - peaks[0] < 4 << 20, "\(peaks.map { $0 >> 10 }) KiB")
  }

  @Test func `an entry is shown by its number in the company's log`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    try await record(2, minicrm)
    let row = try await minicrm.json(LogPage.Entry.self, "log", "show", "2", "--company", "acme")
    #expect(row.id == 2 && row.text == "kirjaus 2")
    let run = try await minicrm.run("log", "show", "3", "--company", "acme")
    #expect(run.code == 1 && run.errors.contains("log entry 3"), "\(run.errors)")
  }
}
