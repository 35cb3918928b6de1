import Foundation
import Testing

@testable import Application

/// The parts of an examination: none can hold up, or end, the others.
@Suite struct CheckTests {
  @Test func `a check that takes too long is cancelled and told of`() async {
    let check = Check("slow", within: .milliseconds(20), late: (.warning, .largeStore)) {
      try await Task.sleep(for: .seconds(3_600))
      return [.ok("slow", .file(.noSecrets))]
    }
    let findings = await check.findings()
    #expect(findings.map(\.check) == ["slow"] && findings.map(\.grade) == [.warning])
    guard case .late(.milliseconds(20), .largeStore)? = findings.first?.fact else {
      Issue.record("\(findings)")
      return
    }
  }

  @Test func `what blocks a thread is interrupted when its time is over`() async {
    let lock = DispatchSemaphore(value: 0)
    let check = Check("blocked", within: .milliseconds(20)) {
      try await Check.blocking(interrupt: { lock.signal() }) {
        lock.wait()
        return [.ok("blocked", .file(.noSecrets))]
      }
    }
    #expect(await check.findings().map(\.grade) == [.failed])
  }

  @Test func `an error is a finding`() async {
    struct Broken: Error {}
    let findings = await Check("broken") { throw Broken() }.findings()
    #expect(findings.map(\.check) == ["broken"] && findings.map(\.grade) == [.failed])
    guard case .error(is Broken)? = findings.first?.fact else {
      Issue.record("\(findings)")
      return
    }
  }
}
