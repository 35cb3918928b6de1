import Foundation
import MailTransport
import Testing

@testable import MailIngest

@Suite struct MailboxActivityTests {
  @Test(arguments: [
    (MailboxActivity.connecting, "connecting"), (.reading(2, of: 9), "reading, 2 of 9 mails"),
    (.waiting, "waiting for mail"),
    (.pausing(.milliseconds(1_260)), "in trouble, next try in 1.3 s"),
    (
      .leavingAlone(until: Date(timeIntervalSince1970: 1_800_000_000)),
      "the server asks for a pause until 2027-01-15T08:00:00Z"
    ),
  ])
  func `a watch says what it does`(activity: MailboxActivity, words: String) {
    #expect(activity.description == words)
  }

  @Test func `an error names the mailbox, and the next try where the server decides on that`() {
    let throttled = IMAPError(
      subject: "server", kind: .throttled(.seconds(60)), message: "slow down", advice: "wait")
    var error = IngestError(mailbox: "documents", cause: throttled)
    #expect(error.description == "mailbox documents: server: slow down; wait")
    error.nextTry = Date(timeIntervalSince1970: 1_800_000_000)
    #expect(
      error.description.hasSuffix("; the server asks for a pause until 2027-01-15T08:00:00Z"))
    #expect(!error.isAboutActions)
    let refused = ActionsRefused(action: "move", messages: 2, cause: "NO")
    #expect(IngestError(mailbox: "documents", cause: refused).isAboutActions)
  }
}
