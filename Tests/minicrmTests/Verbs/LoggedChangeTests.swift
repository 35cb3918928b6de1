import Foundation
import TestKit
import Testing

/// The log is appended to in the transaction of the event that it records, by every verb.
@Suite struct LoggedChangeTests {
  /// The contract has no kind for a new company, and none for deciding anew on a mail.
  private static let unloggedVerbs: Set = ["company add", "mail retry", "reminder retry"]
  /// The verbs by which nobody of a company acts: the operator, other systems, the program do.
  private static let withoutActor: Set = [
    "company add", "mail add", "mail retry", "log import", "reminder retry",
  ]

  @Test func `a verb changes and logs, or fails and changes nothing`() async throws {
    let installation = try await PreparedInstallation()
    let verbs = try await Verb.all().filter { !ReadingVerbs.contains($0) }
    await installation.forEach(verbs) { verb, minicrm in
      let line = try VerbLine(verb, for: installation.beta)
        .withEverything(of: installation.beta)
      #expect(
        verb.has("--as") || Self.withoutActor.contains(verb.name),
        "\(verb) changes something without --as: give it ActorOptions")
      let entries = try await Self.entries(of: line, minicrm, actor: installation.beta.email)
      if entries > 0 {
        try await Self.checkWithBrokenLog(line, try await installation.copy())
      } else {
        #expect(
          Self.unloggedVerbs.contains(verb.name),
          "\(verb) logs nothing: append an entry, or name it in LoggedChangeTests.unloggedVerbs")
      }
    }
  }

  @Test func `a verb that reads changes nothing`() async throws {
    let installation = try await PreparedInstallation()
    let verbs = try await Verb.all().filter(ReadingVerbs.contains)
    await installation.forEach(verbs) { verb, minicrm in
      let before = try await minicrm.dump()
      let line = try VerbLine(verb, for: installation.beta)
      for line in [line, try line.withEverything(of: installation.beta)] {
        let run = try await minicrm.run(line)
        #expect(run.code == 0, "minicrm \(line.arguments): \(run.errors)")
      }
      #expect(try await minicrm.dump() == before, "\(verb) changed something")
    }
  }

  /// Runs the line, which has to change something; how many entries it appended.
  private static func entries(
    of line: VerbLine, _ minicrm: Minicrm, actor: String
  ) async throws -> Int {
    let before = try await minicrm.dump()
    let last = try await minicrm.sql("SELECT max(id) FROM logEntry")
    let run = try await minicrm.run(line)
    #expect(run.code == 0, "minicrm \(line.arguments): \(run.errors)")
    #expect(
      try await minicrm.dump() != before,
      """
      minicrm \(line.arguments) changed nothing: give VerbSamples values with which it does, or \
      name it in ReadingVerbs
      """)
    #expect(try await minicrm.missingBlobs() == [])
    let persons = try await minicrm.sql(
      """
      SELECT ifnull(person.email, '') FROM logEntry LEFT JOIN person ON person.id = person
      WHERE logEntry.id > \(last) AND kind <> 'documentReceived'
      """
    ).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    if line.verb.has("--as") {
      #expect(persons.allSatisfy { $0 == actor }, "\(line.verb) logged \(persons)")
    }
    let count = try await minicrm.sql("SELECT count(*) FROM logEntry WHERE id > \(last)")
    return Int(count.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }

  /// Nothing can be appended to the log, for a reason that is no fault of what is recorded.
  private static func checkWithBrokenLog(_ line: VerbLine, _ minicrm: Minicrm) async throws {
    try await minicrm.sql(
      """
      CREATE TRIGGER logIsBroken BEFORE INSERT ON logEntry
      BEGIN SELECT json('the log is broken'); END
      """)
    let before = try await minicrm.dump()
    let run = try await minicrm.run(line)
    #expect(run.code == 1, "minicrm \(line.arguments): \(run.text)")
    expectOneLine(run.errors, about: ["malformed JSON"])
    #expect(run.output.isEmpty, "minicrm \(line.arguments): \(run.text)")
    #expect(
      try await minicrm.dump() == before, "\(line.verb) changed something without its log entry")
    #expect(try await minicrm.missingBlobs() == [], "\(line.verb)")
  }
}
