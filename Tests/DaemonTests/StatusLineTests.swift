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

  @Test func `a part that is alone needs no name`() {
    #expect(StatusLine.text([("reminders", "sending 3 notices")]) == "sending 3 notices")
  }
}
