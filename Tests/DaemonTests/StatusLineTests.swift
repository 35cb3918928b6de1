import Testing

@testable import Daemon

@Suite struct StatusLineTests {
  @Test func `who does the same is named together, and what most do comes last`() {
    let parts = [
      ("a", "waiting for mail"), ("b", "reading, 3 of 9 mails"), ("c", "waiting for mail"),
      ("d", "waiting for mail"), ("e", nil), ("f", "waiting for mail"),
    ]
    #expect(
      StatusLine.text(parts)
        == "b: reading, 3 of 9 mails; e: starting; a, c and 2 more: waiting for mail")
  }

  @Test(
    arguments: [
      ([("reminders", "sending 3 notices")], "sending 3 notices"),
      ([("reminders", nil)], "starting"),
      ([], ""),
    ] as [([(String, String?)], String)])
  func `a part that is alone needs no name`(parts: [(String, String?)], line: String) {
    #expect(StatusLine.text(parts) == line)
  }

  @Test(arguments: [
    (["a"], "a: x; z: y"), (["a", "b"], "z: y; a, b: x"), (["a", "b", "c"], "z: y; a, b, c: x"),
    (["a", "b", "c", "d"], "z: y; a, b and 2 more: x"),
  ])
  func `three names are a list, more are counted`(names: [String], line: String) {
    let parts = names.map { ($0, "x" as String?) } + [("z", "y")]
    #expect(StatusLine.text(parts) == line)
  }
}
