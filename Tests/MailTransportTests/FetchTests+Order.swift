import TestKit
import Testing

@testable import MailTransport

/// Bodies in an order that nobody asked for.
extension FetchTests {
  @Test func `a body before its UID is read alone, and from then on in requests of one`()
    async throws
  {
    let mailbox = FakeMailbox((1...3).map { .init(uid: $0, mail("mail \($0)"), fault: .uidLast) })
    let (server, session) = try await session(with: mailbox)
    let (first, _) = try await fetch([1, 2, 3], session)
    #expect(first.delivered == [])
    let (second, sink) = try await fetch([1, 2, 3], session)
    #expect(second.delivered == [1, 2, 3])
    #expect(sink.texts.count == 3)
    #expect(server.commands.filter { $0.hasPrefix("UID FETCH") }.count == 4)
  }

  @Test func `bodies that nobody asked for are passed over`() async throws {
    let (_, session) = try await session { connection in
      let tag = try connection.expect("UID FETCH")
      try connection.line("* 9 FETCH (UID 9 BODY[] {5}\r\nwrong)")
      try connection.line("* 1 FETCH (UID 1 BODY[] {5}\r\nright)")
      try connection.line("* 1 FETCH (UID 1 BODY[] {5}\r\ntwice)")
      try connection.line("\(tag) OK done")
      try connection.hang()
    }
    let (outcome, sink) = try await fetch([1, 2], session)
    #expect(outcome.delivered == [1])
    #expect(sink.texts == ["right"])
  }
}
