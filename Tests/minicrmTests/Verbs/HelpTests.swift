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
}
