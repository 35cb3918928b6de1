import TestKit
import Testing

/// The greatest number that there is, as an id or whatever else is a number.
@Suite struct GreatNumberTests {
  @Test func `every verb answers the greatest number with an error or a row, and no signal`()
    async throws
  {
    let installation = try await PreparedInstallation()
    await installation.forEach(try await Verb.all()) { verb, minicrm in
      let line = try VerbLine(verb, for: installation.beta)
      for argument in verb.arguments where argument.kind != .flag {
        let sample = try VerbSamples.values(of: argument, at: verb).first?(installation.beta)
        guard sample.map({ Int($0) != nil }) ?? false else { continue }
        let run = try await minicrm.run(line.with(argument, "9223372036854775807"))
        #expect([0, 1, 64].contains(run.code), "\(verb) \(argument.label): \(run.code)")
        #expect(run.code == 0 || !run.errors.isEmpty, "\(verb) \(argument.label)")
      }
    }
  }

  @Test func `a log whose ids have come to an end takes no more, and says so`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany("acme")
    let note = ["log", "record", "--company", "acme", "--kind", "note", "--text", "x"]
    try await minicrm.mustRun(note)
    try await minicrm.sql(
      "DROP TRIGGER logEntryNeverChanged; UPDATE logEntry SET id = 9223372036854775807")
    let run = try await minicrm.run(note)
    #expect(run.code == 1 && run.errors.contains("the log: its numbers have come to an end"))
  }
}
