import Application
import Testing

@testable import minicrm

/// The lines of an examination, as people and programs get them.
@Suite struct FindingWordsTests {
  private struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  @Test func `a check that was not finished says within which time, and what to do`() {
    let finding = Finding.warning("slow", .late(limit: .seconds(60), .largeStore))
    #expect(
      finding.line
        == "warning  slow: not finished within 60 s; minicrm doctor --deep takes the time that it "
        + "needs")
  }

  @Test func `a finding without advice ends with its text`() {
    let finding = Finding.failed("broken", .error(Broken(description: "it broke; mend it")))
    #expect(finding.line == "FAILED   broken: it broke; mend it")
    #expect(finding.row.text == "it broke; mend it" && finding.row.advice == nil)
  }

  @Test func `a line that came from elsewhere stays one line`() {
    let finding = Finding.failed("a", .error(Broken(description: "b\nc\u{1b}[2J; d")))
    #expect(finding.line == "FAILED   a: b\u{FFFD}c\u{FFFD}[2J; d")
  }
}
