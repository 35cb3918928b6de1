import Foundation
import Testing

@testable import minicrm

/// The parts of an examination: none can hold up, or end, the others.
@Suite struct CheckTests {
  @Test func `a check that takes too long is cancelled and told of`() async {
    let check = Check("slow", within: .milliseconds(20), late: (.warning, "wait longer")) {
      try await Task.sleep(for: .seconds(3_600))
      return [.ok("slow", "done")]
    }
    #expect(
      await check.findings() == [.warning("slow", "not finished within 0 s", "wait longer")])
  }

  @Test func `what blocks a thread is interrupted when its time is over`() async {
    let lock = DispatchSemaphore(value: 0)
    let check = Check("blocked", within: .milliseconds(20)) {
      try await Check.blocking(interrupt: { lock.signal() }) {
        lock.wait()
        return [.ok("blocked", "done")]
      }
    }
    #expect(await check.findings().map(\.grade) == [.failed])
  }

  @Test func `an error is a finding`() async {
    struct Broken: Error, CustomStringConvertible { let description = "it broke; mend it" }
    let check = Check("broken") { throw Broken() }
    #expect(await check.findings() == [.failed("broken", "it broke; mend it")])
  }

  @Test func `a line that came from elsewhere stays one line`() {
    let finding = Finding.failed("a", "b\nc\u{1b}[2J", "d")
    #expect(finding.line == "FAILED   a: b\u{FFFD}c\u{FFFD}[2J; d")
  }
}
