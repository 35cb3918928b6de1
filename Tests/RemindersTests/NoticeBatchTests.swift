import MailTransport
import Records
import Testing

@testable import Reminders

/// Notices that several connections work through.
@Suite struct NoticeBatchTests {
  private static let ids = (1...4).map { NoticeID(rawValue: $0) }

  @Test func `each notice is given out once, in order`() async {
    let batch = NoticeBatch(Self.ids)
    var given: [NoticeID] = []
    while let next = await batch.next() { given.append(next) }
    #expect(given == Self.ids)
    #expect(await batch.rest() == [])
  }

  @Test func `after trouble nothing more is given out, and the first trouble counts`() async {
    let batch = NoticeBatch(Self.ids)
    #expect(await batch.next() == Self.ids[0])
    let first = SMTPTrouble(.server, reason: "no route")
    await batch.stop(because: first)
    await batch.stop(because: SMTPTrouble(.server, reason: "no answer"))
    #expect(await batch.trouble == first)
    #expect(await batch.next() == nil)
    #expect(Set(await batch.rest()) == Set(Self.ids.dropFirst()))
    #expect(await batch.rest() == [])
  }
}
