import Foundation
import TestKit
import Testing

/// The invoicing system's events are recorded, and found again.
@Suite struct LogCommandTests {
  @Test func `a file is imported once, however often it is given`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let lines = """
      \u{FEFF}{"kind":"invoice","at":"2026-05-01","amount":"100.00","externalID":"A1"}\r
      {"kind":"payment","at":"2026-05-02T10:00:00+03:00","amount":100.1,"externalID":"A2"}

      {"kind":"note","at":"2026-05-03 08:00","text":"Päivää","externalID":"A3"}
      """
    let file = try minicrm.directory.write(lines, to: "laskut.jsonl")
    for expected in [#"{"added":3,"unchanged":0}"#, #"{"added":0,"unchanged":3}"#] {
      let output = try await minicrm.mustRun(["log", "import", "--company", "acme", file, "--json"])
      #expect(String(decoding: output, as: UTF8.self) == expected + "\n")
    }
    let output = try await minicrm.mustRun(["log", "search", "--company", "acme", "--json"])
    let text = String(decoding: output, as: UTF8.self)
    for fact in [
      #""at":"2026-04-30T21:00:00Z""#, #""at":"2026-05-02T07:00:00Z""#, #""amount":"100.1""#,
      #""at":"2026-05-03T05:00:00Z""#,
    ] { #expect(text.contains(fact), "\(fact) is not in \(text)") }
  }

  @Test(arguments: [
    (#"{"kind":"note","text":"b","color":1}"#, "unknown key “color”"),
    (#"{"kind":"note","text":"b","customer":9}"#, "customer 9: there is none"),
    (#"{"kind":"note","text":5}"#, "text: it has the wrong type"), ("[]", "not a JSON object"),
    (#"{"kind":"note""#, "not JSON"), (#"{"text":"b"}"#, "kind: it is missing"),
    (#"{"kind":"taskDone","text":"b"}"#, "taskDone"), (#"{"kind":"note"}"#, "text: it is empty"),
    (#"{"kind":"payment","amount":"1,5"}"#, "1,5"),
    (#"{"kind":"payment","amount":1e20}"#, "amount"),
    (#"{"kind":"payment","currency":"EUR"}"#, "currency"),
    (#"{"kind":"payment","amount":"1","reference":"1233"}"#, "check digit"),
    (#"{"kind":"note","text":"b","at":"2026-02-30"}"#, "2026-02-30"),
    (#"{"kind":"note","text":"b","person":"x@y.example"}"#, "x@y.example"),
    ("\u{0}", "not JSON"),
  ])
  func `every bad line is named, and nothing is imported`(
    line: String, cause: String
  ) async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let input = "{\"kind\":\"note\",\"text\":\"a\"}\n\n\(line)\n{\"kind\":\"no\"}\n"
    let run = try await minicrm.run(
      ["log", "import", "--company", "acme", "-"], standardInput: Array(input.utf8))
    #expect(run.code == 1)
    #expect(run.errors.contains("standard input, line 3: "), "\(run.errors)")
    #expect(run.errors.contains(cause), "\(run.errors)")
    let lines = run.errors.split(separator: "\n")
    #expect(lines.first?.hasSuffix("standard input: nothing was imported; errors: 2") == true)
    #expect(lines.count == 3 && lines.last?.hasPrefix("standard input, line 4: kind") == true)
    #expect(try await minicrm.log().isEmpty)
  }

  @Test func `a search names what does not exist`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    for (option, value) in [("--customer", "7"), ("--contact", "7"), ("--person", "x@y.example")] {
      let run = try await minicrm.run("log", "search", "--company", "acme", option, value)
      #expect(run.code == 1 && run.errors.contains(value), "\(run.errors)")
    }
  }
}
