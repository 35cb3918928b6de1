import Foundation
import Records
import SQLiteEngine
import Store
import TestKit
import Testing

/// Who writes beside a long import or erasure doesn't wait for its end.
@Suite struct BatchLatencyTests {
  /// Generous: a batch takes a fifth of a second where nothing else runs.
  private static let longestWait = Duration.seconds(3)

  @Test func `others commit while a file is imported, and while it is erased`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    try await minicrm.mustRun(["customer", "add", "--company", "acme", "--name", "Rauta Oy"])
    try await minicrm.mustRun([
      "contact", "add", "--company", "acme", "--customer", "1", "--name", "Maija Kvasteinen",
    ])
    let lines = (1...6_000).map { #"{"kind":"note","contact":1,"text":"puhelu \#($0)"}"# }
    let file = try minicrm.directory.write(lines.joined(separator: "\n"), to: "rows.jsonl")
    for work in [
      ["log", "import", "--company", "acme", file], ["erase", "contact", "1", "--yes"],
    ] {
      let waits = try await waits(beside: work, minicrm)
      #expect(waits.count >= 3, "\(work)")
      #expect(waits.max() ?? .zero < Self.longestWait, "\(work)")
    }
    #expect(try await minicrm.run("log", "verify", "--company", "acme").succeeded)
  }

  /// The time that each entry took that was recorded while a command ran.
  private func waits(beside work: [String], _ minicrm: Minicrm) async throws -> [Duration] {
    let store = try await Store.open(minicrm.storeDirectory, making: .never)
    let scope = try #require(try await store.company(slug: "acme"))
    let child = try minicrm.start(work)
    var waits: [Duration] = []
    while !child.hasEnded {
      var event = RecordedEvent(kind: .note)
      event.text = "välissä \(waits.count)"
      let start = ContinuousClock.now
      _ = try await scope.log.record(event, now: Date())
      waits.append(ContinuousClock.now - start)
      _ = try await eventually(within: .milliseconds(20)) { child.hasEnded }
    }
    #expect(try await child.end() == .exited(0), "\(child.standardError)")
    return waits
  }
}
