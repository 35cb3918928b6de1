import MailTransport
import Testing

@testable import MailIngest

@Suite struct FetchRecordTests {
  private static let closed = IMAPError(subject: "server", kind: .closed, message: "closed")

  private func uid(_ number: UInt32) -> UID { UID(rawValue: number) }

  @Test func `a dozen breaks with nothing between them make the server unsteady`() {
    var record = FetchRecord()
    for _ in 1...11 { record.count(Self.closed, delivered: []) }
    #expect(!record.isUnsteady)
    record.count(Self.closed, delivered: [uid(1)])
    #expect(record.breaksInRow == 1 && !record.isUnsteady && record.lastDelivered == uid(1))
    for _ in 1...11 { record.count(Self.closed, delivered: []) }
    #expect(record.isUnsteady)
  }

  @Test func `our ending a fetch is no break of the server's`() {
    var record = FetchRecord()
    record.count(
      IMAPError(subject: "server", kind: .stoppedBySink, message: "too large"), delivered: [])
    #expect(record.breaksInRow == 0)
  }

  @Test func `a dozen messages that are refused are all, one of them a dozen times isn't`() {
    var record = FetchRecord()
    for _ in 1...12 { record.refused(uid(1)) }
    #expect(!record.refusesAll)
    for number in 2...12 { record.refused(uid(UInt32(number))) }
    #expect(record.refusesAll)
    record.isWell()
    #expect(!record.refusesAll)
  }

  @Test func `a refused message is at fault where its session delivers another, before or after`() {
    var record = FetchRecord()
    record.refused(uid(1))
    #expect(record.atFault.isEmpty)
    record.reconnected()
    record.refused(uid(2))
    record.count(nil, delivered: [uid(9)])
    record.refused(uid(3))
    #expect(record.atFault == [uid(2), uid(3)], "the first one's session delivered nothing")
    record.reconnected()
    record.refused(uid(4))
    #expect(!record.atFault.contains(uid(4)))
  }

  @Test func `postponed messages are one trouble, and a limit of the server's stays known`() throws
  {
    var record = FetchRecord()
    record.postponed(0, because: "", .limit)
    #expect(record.trouble == nil)
    record.postponed(2, because: "a limit", .limit)
    record.postponed(3, because: "left out", .usual)
    let trouble = try #require(record.trouble)
    #expect(trouble.mails == 5 && trouble.reason == "left out" && trouble.retryAdvice == .limit)
  }
}
