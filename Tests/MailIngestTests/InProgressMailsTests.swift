import MailTransport
import Records
import Store
import Testing

@testable import MailIngest

@Suite struct InProgressMailsTests {
  private static let folder = MailboxFolderID(rawValue: 5)

  private func uid(_ number: UInt32) -> UID { UID(rawValue: number) }

  /// As the next process finds it.
  private func left(by mails: InProgressMails) -> InProgressMails {
    InProgressMails(leftIn: mails.text(of: Self.folder), of: Self.folder)
  }

  @Test func `what was under way is under suspicion, and an end alone is counted`() {
    var mails = InProgressMails()
    mails.begin([uid(1), uid(2)])
    mails = left(by: mails)
    #expect(mails.ends == [uid(1): 0, uid(2): 0] && mails.underWay.isEmpty)
    for ends in 1...4 {
      mails.begin(alone: uid(2))
      mails = left(by: mails)
      #expect(mails.ends == [uid(1): 0, uid(2): ends])
    }
  }

  @Test func `an orderly end leaves what was under suspicion as it was`() {
    var mails = InProgressMails()
    mails.begin([uid(1)])
    mails.begin(alone: uid(2))
    mails = left(by: mails)
    mails.begin(alone: uid(2))
    mails.begin([uid(3)])
    mails.endAll()
    #expect(left(by: mails).ends == [uid(1): 0, uid(2): 1])
  }

  @Test func `a message with a verdict is under suspicion no more`() {
    var mails = InProgressMails()
    mails.begin([uid(1), uid(2), uid(3)])
    mails = left(by: mails)
    mails.begin([uid(1)])
    mails.end([uid(1)])
    mails.forgetSuspects(but: [uid(3)])
    #expect(mails == left(by: mails))
    #expect(mails.ends == [uid(3): 0])
  }

  @Test(
    arguments: [
      ("5 1 0 -\nend\n", [1: 0]), ("5 1 2 alone\n5 2 0 -\nend\n", [1: 3, 2: 0]),
      ("5 1 0 -\nend\n5 2 0 -\n", [1: 0]), ("6 1 0 -\nend\n", [:]), ("5 1 0\nend\n", [:]),
      ("5 x 0 -\n5 1 y -\n5 4294967296 0 -\n", [:]), ("", [:]), ("\u{0}\u{0}", [:]),
    ] as [(String, [UInt32: Int])])
  func `only whole lines of this folder before the end count`(
    text: String, ends: [UInt32: Int]
  ) {
    let mails = InProgressMails(leftIn: text, of: Self.folder)
    #expect(mails.ends.count == ends.count)
    for (uid, count) in ends { #expect(mails.ends[UID(rawValue: uid)] == count) }
  }
}
