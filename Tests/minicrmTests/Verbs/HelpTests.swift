import TestKit
import Testing

@Suite struct HelpTests {
  @Test func `the help of every verb has an example of it`() async throws {
    for verb in try await Verb.all() {
      let shows = verb.discussion.contains("minicrm \(verb.name)")
      #expect(shows, "\(verb.name): give its discussion an example")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a shell is given its completions`(shell: String) async throws {
    let script = try await Program.mustRun(Minicrm.executable, ["completion", shell])
    #expect(script.contains("minicrm") && script.contains("deactivate"))
  }

  @Test func `the manual explains every verb with its arguments`() async throws {
    let manual = try await Program.mustRun(Minicrm.executable, ["manual"])
      .replacing("\\-", with: "-").replacing(/\\f[BIR]/, with: "")
    for verb in try await Verb.all() {
      #expect(manual.contains("\nminicrm \(verb.name)"), "\(verb.name)")
    }
    #expect(
      manual.contains("minicrm document list --company company [--limit limit] [--after after]"))
    #expect(manual.contains("[--customer customer] [--contact contact]"))
  }

  /// A line that begins with a dot is an order to man, or is lost.
  @Test func `nothing in the manual is taken for one of man's macros`() async throws {
    let macros: Set = ["TH", "SH", "SS", "TP", "IP", "RS", "RE", "EX", "EE"]
    let manual = try await Program.mustRun(Minicrm.executable, ["manual"])
    let orders = manual.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
    let unknown = orders.filter { !macros.contains(String($0.dropFirst().prefix(2))) }
    #expect(unknown == [])
  }
}
