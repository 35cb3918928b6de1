import TestKit
import Testing

/// The groups of a company, by hand.
@Suite struct GroupCommandTests {
  @Test func `groups are added, renamed, moved and listed by path`() async throws {
    let desk = try await RecordDesk()
    let offers: GroupRow = try await desk.row(
      "group", "add", "--company", "acme", "Myynti/Tarjoukset", "--as", "matti@acme.example")
    #expect(offers.id == 2 && offers.company == "acme" && offers.path == "Myynti/Tarjoukset")
    let again: GroupRow = try await desk.row("group", "add", "MYYNTI", "--company", "acme")
    #expect(again.path == "Myynti")
    let renamed: GroupRow = try await desk.row(
      "group", "rename", "2", "Pyynnöt", "--company", "acme")
    #expect(renamed.path == "Myynti/Pyynnöt")
    let moved: GroupRow = try await desk.row("group", "move", "2", "root")
    #expect(moved.path == "Pyynnöt")
    let below: GroupRow = try await desk.row("group", "move", "1", "2")
    #expect(below.path == "Pyynnöt/Myynti")
    let list: [GroupRow] = try await desk.row("group", "list", "--company", "acme")
    #expect(list.map(\.path) == ["Pyynnöt", "Pyynnöt/Myynti"])
    let first: [GroupRow] = try await desk.row(
      "group", "list", "--company", "acme", "--limit", "1")
    #expect(first == [list[0]])
  }

  @Test(arguments: [
    (["move", "1", "2"], "inside it", 1), (["move", "2", "2"], "inside itself", 1),
    (["move", "2", "9"], "there is none", 1), (["move", "9", "root"], "group 9: there is none", 1),
    (["rename", "1", "a/b"], "holds a /", 1), (["rename", "1", " "], "empty", 1),
    (["rename", "1", "x", "--company", "beta"], "group 1: there is none", 1),
    (["rename", "1", "x", "--as", "matti@beta.example"], "matti@beta.example", 1),
    (["add", "--company", "acme", "a//b"], "empty", 1), (["move", "1", "top"], "top", 64),
  ])
  func `what can't be done is said in one line`(
    arguments: [String], words: String, code: Int32
  ) async throws {
    let desk = try await RecordDesk()
    try await desk.minicrm.mustRun(["group", "add", "--company", "acme", "Myynti/Tarjoukset"])
    let run = try await desk.minicrm.run(["group"] + arguments)
    #expect(run.code == code)
    if code == 1 {
      expectOneLine(run.errors, about: [words])
    } else {
      #expect(run.errors.contains(words))
    }
    let list: [GroupRow] = try await desk.row("group", "list", "--company", "acme")
    #expect(list.map(\.path) == ["Myynti", "Myynti/Tarjoukset"])
  }
}
