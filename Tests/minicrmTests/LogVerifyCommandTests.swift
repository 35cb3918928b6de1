import Foundation
import TestKit
import Testing

@Suite struct LogVerifyCommandTests {
  private struct Verified: Decodable {
    struct Fault: Decodable {
      let entry: Int?
      let reason: String
    }
    let company: String
    let whole: Bool
    let entries: Int
    let head: String
    let firstFault: Fault?
  }

  @Test func `heads that are kept elsewhere show that a log was made anew`() async throws {
    let minicrm = try Minicrm()
    for slug in ["acme", "beta"] { try await minicrm.addCompany(slug) }
    let note = ["log", "record", "--kind", "note", "--text", "x", "--company"]
    let verify = ["log", "verify", "--all"]
    var kept = ""
    for _ in 0..<2 {
      for slug in ["acme", "beta"] { try await minicrm.mustRun(note + [slug]) }
      let rows = try JSONDecoder().decode(
        [Verified].self, from: try await minicrm.mustRun(verify + ["--json"]))
      #expect(rows.map(\.company) == ["acme", "beta"] && rows.allSatisfy(\.whole))
      kept += rows.map { "\($0.company) \($0.head)\n" }.joined()
    }
    let file = try minicrm.directory.write(kept, to: "heads.txt")
    try await minicrm.mustRun(verify + ["--expect", "@\(file)"])
    let head = String(kept.split(separator: "\n")[0].split(separator: " ")[1])
    let ofAcme = ["log", "verify", "--company", "acme", "--expect"]
    for expected in [head, head.uppercased(), "@\(file)"] {
      try await minicrm.mustRun(ofAcme + [expected])
    }
    for (expected, cause) in [
      (String(repeating: "ab", count: 32), "never had the head"), ("ab", "it is no head"),
      ("@\(file)x", "heads.txtx"),
    ] {
      let run = try await minicrm.run(ofAcme + [expected])
      #expect(run.code == 1 && run.errors.contains(cause), "\(run.errors)")
    }
    try await minicrm.sql("DROP TRIGGER logEntryNeverRemoved; DELETE FROM logEntry WHERE id = 2")
    let run = try await minicrm.run(verify + ["--expect", "@\(file)", "--json"])
    #expect(run.code == 1 && run.errors.contains("beta"), "\(run.errors)")
    let rows = try JSONDecoder().decode([Verified].self, from: run.output)
    #expect(rows.map(\.whole) == [true, false])
    #expect(rows[1].firstFault?.entry == 2 && rows[1].entries == 0)
  }

  @Test func `a file of heads that names no company of ours is an error`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let zeros = String(repeating: "0", count: 64)
    for (text, cause) in [
      ("gone \(zeros)\n", "gone"), ("acme\n", "line 1"), ("acme \(zeros)\n\nacme 12\n", "line 3"),
    ] {
      let file = try minicrm.directory.write(text, to: "heads.txt")
      let run = try await minicrm.run("log", "verify", "--all", "--expect", "@\(file)")
      #expect(run.code == 1 && run.errors.contains(cause), "\(run.errors)")
    }
    #expect(try await minicrm.run("log", "verify").code == 64)
    #expect(try await minicrm.run("log", "verify", "--all", "--expect", zeros).code == 64)
  }
}
