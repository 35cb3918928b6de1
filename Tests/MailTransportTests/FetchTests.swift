import Foundation
import TestKit
import Testing

@testable import MailTransport

@Suite(.timeLimit(.minutes(10)))
struct FetchTests {
  func mail(_ name: String) -> [UInt8] {
    Array("Subject: \(name)\r\n\r\nThis is \(name).\r\n".utf8)
  }

  func fetch(
    _ uids: [UID], _ session: IMAPSession, into sink: CollectingSink = CollectingSink()
  ) async throws -> (FetchOutcome, CollectingSink) {
    let outcome = try await session.receive(session.request(uids, into: sink))
    #expect(sink.disorder.isEmpty)
    return (outcome, sink)
  }

  @Test func `messages are listed and fetched with their time of arrival`() async throws {
    let mailbox = FakeMailbox((1...3).map { .init(uid: $0 * 10, mail("mail \($0)")) })
    let (_, session) = try await session(with: mailbox)
    let listed = try await session.list(from: 11).messages
    #expect(listed.map(\.uid) == [20, 30])
    #expect(listed.first?.size == Int64(mail("mail 2").count))
    let (outcome, sink) = try await fetch([10, 20, 30], session)
    #expect(outcome == FetchOutcome(delivered: [10, 20, 30]))
    #expect(sink.bodies.map(\.bytes) == [mail("mail 1"), mail("mail 2"), mail("mail 3")])
    #expect(sink.bodies[0].receivedAt == Date(timeIntervalSince1970: 1_772_690_950))
  }

  @Test(arguments: [
    FakeMailbox.Fault.literal8, .chatter, .quoted,
  ])
  func `a body arrives whole in whichever form it is sent`(fault: FakeMailbox.Fault) async throws {
    let body = fault == .quoted ? Array("a \"quoted\" \\ body ä".utf8) : mail("x) {5}\r\n* OK")
    let mailbox = FakeMailbox([
      .init(uid: 1, mail("first")), .init(uid: 2, body, fault: fault), .init(uid: 3, mail("last")),
    ])
    let (_, session) = try await session(with: mailbox)
    let (outcome, sink) = try await fetch([1, 2, 3], session)
    #expect(outcome.delivered == [1, 2, 3])
    #expect(sink.bodies.map(\.bytes) == [mail("first"), body, mail("last")])
    #expect(sink.bodies[1].receivedAt == sink.bodies[0].receivedAt)
  }

  @Test func `an empty body is a body and NIL is none`() async throws {
    let mailbox = FakeMailbox([
      .init(uid: 1, []), .init(uid: 2, mail("x"), fault: .missing), .init(uid: 3, mail("last")),
    ])
    let (_, session) = try await session(with: mailbox)
    let (outcome, sink) = try await fetch([1, 2, 3], session)
    #expect(outcome == FetchOutcome(delivered: [1, 3], withoutBody: [2]))
    #expect(sink.bodies.map(\.bytes) == [[], mail("last")])
  }

  @Test func `tagged lines inside a body do not end the reply`() async throws {
    let forged = (0..<40).map { "A\($0) OK done\r\nA00\($0) OK done\r\n* BYE\r\n)\r\n+ go\r\n" }
    let body = Array(forged.joined().utf8)
    let mailbox = FakeMailbox([.init(uid: 1, body), .init(uid: 2, mail("last"))])
    let (_, session) = try await session(with: mailbox)
    let (outcome, sink) = try await fetch([1, 2], session)
    #expect(outcome.delivered == [1, 2])
    #expect(sink.bodies.map(\.bytes) == [body, mail("last")])
  }

  @Test func `no tag is used twice`() {
    let tags = (0..<1_000).map { _ in IMAPSession.makeTag() }
    #expect(Set(tags).count == 1_000)
    #expect(tags.allSatisfy { $0.count == 16 })
  }

  @Test func `requests under way together are received in order`() async throws {
    let mailbox = FakeMailbox((1...60).map { .init(uid: $0, mail("mail \($0)")) })
    let (_, session) = try await session(with: mailbox)
    let sink = CollectingSink()
    var tickets: [FetchTicket] = []
    for first in stride(from: UInt32(1), to: 60, by: 20) {
      let uids = (first..<first + 20).map { UID(rawValue: $0) }
      tickets.append(try await session.request(uids, into: sink))
    }
    for ticket in tickets {
      let outcome = try await session.receive(ticket)
      #expect(outcome.delivered == ticket.uids)
    }
    #expect(sink.texts.count == 60)
    try await session.markSeen([1])
  }

  /// RFC 3501 section 5.5.
  @Test func `each request gets its own however a server mixes its answers`() async throws {
    let (server, session) = try await session(exists: 4) { connection in
      let first = try connection.expect("UID FETCH 1:2 ")
      let second = try connection.expect("UID FETCH 3:4 ")
      for uid in [3, 1, 4] {
        try connection.line("* \(uid) FETCH (UID \(uid) BODY[] {1}\r\n\(uid))")
      }
      try connection.line("\(second) NO tired")
      try connection.line("* 2 FETCH (UID 2 BODY[] NIL)")
      try connection.line("\(first) OK done")
      try connection.hang()
    }
    let sinks = [CollectingSink(), CollectingSink()]
    let tickets = [
      try await session.request([1, 2], into: sinks[0]),
      try await session.request([3, 4], into: sinks[1]),
    ]
    #expect(
      try await session.receive(tickets[0]) == FetchOutcome(delivered: [1], withoutBody: [2]))
    #expect(
      try await session.receive(tickets[1])
        == FetchOutcome(delivered: [3, 4], refusal: "NO tired"))
    #expect(sinks.map(\.texts) == [["1"], ["3", "4"]])
    #expect(server.failures == [])
  }

  @Test func `the server has two requests at a time, the next as soon as one is answered`()
    async throws
  {
    let allAsked = DispatchSemaphore(value: 0)
    let (server, session) = try await session(exists: 3) { connection in
      var tags = [try connection.expect("UID FETCH 1 "), try connection.expect("UID FETCH 2 ")]
      allAsked.wait()
      guard !connection.hasInput(within: 0) else { throw TestKitError("a third is there") }
      for uid in 1...3 {
        try connection.send("* \(uid) FETCH (UID \(uid) BODY[] {1}\r\n\(uid))\r\n")
        try connection.line("\(tags[uid - 1]) OK done")
        if uid == 1 { tags.append(try connection.expect("UID FETCH 3 ")) }
      }
      try connection.hang()
    }
    let sink = CollectingSink()
    var tickets: [FetchTicket] = []
    for uid in 1...3 as ClosedRange<UInt32> {
      tickets.append(try await session.request([UID(rawValue: uid)], into: sink))
    }
    allAsked.signal()
    for ticket in tickets {
      #expect(try await session.receive(ticket) == FetchOutcome(delivered: ticket.uids))
    }
    #expect(sink.texts == ["1", "2", "3"])
    #expect(server.failures == [])
  }

  @Test func `UIDs that vanish are not delivered and nothing else is lost`() async throws {
    let mailbox = FakeMailbox([
      .init(uid: 1, mail("first")), .init(uid: 2, mail("gone"), fault: .vanishes),
      .init(uid: 4, mail("last")),
    ])
    let (_, session) = try await session(with: mailbox)
    let (outcome, _) = try await fetch([1, 2, 3, 4], session)
    #expect(outcome == FetchOutcome(delivered: [1, 4]))
  }

  @Test func `a refusal is told and the session goes on`() async throws {
    let mailbox = FakeMailbox([
      .init(uid: 1, mail("first")), .init(uid: 2, mail("broken"), fault: .refused),
      .init(uid: 3, mail("last")),
    ])
    let (_, session) = try await session(with: mailbox)
    let (outcome, _) = try await fetch([1, 2, 3], session)
    #expect(outcome.delivered == [1])
    #expect(outcome.refusal == "NO message 2 can't be read")
    let (rest, _) = try await fetch([3], session)
    #expect(rest.delivered == [3])
  }

  @Test(arguments: [
    FakeMailbox.Fault.reset(after: 20), .reset(after: 0), .bye(after: 20),
  ])
  func `a connection lost in a literal throws and leaves what was complete`(
    fault: FakeMailbox.Fault
  ) async throws {
    let mailbox = FakeMailbox([
      .init(uid: 1, mail("first")), .init(uid: 2, mail("broken off"), fault: fault),
      .init(uid: 3, mail("last")),
    ])
    let (_, session) = try await session(with: mailbox)
    let sink = CollectingSink()
    let ticket = try await session.request([1, 2, 3], into: sink)
    let error = try await failure { () async throws(IMAPError) in
      try await session.receive(ticket)
    }
    #expect(error.kindName == "closed")
    #expect(error.endsSession)
    // A reset may take bytes with it that were on their way.
    #expect([[], [1], [1, 2]].contains(sink.uids + sink.abandoned))
    #expect(!sink.uids.contains(2))
    if fault == .bye(after: 20) { #expect(sink.uids == [1] && sink.abandoned == [2]) }
    #expect(sink.disorder.isEmpty)
    let next = try await failure { () async throws(IMAPError) in try await session.list(from: 1) }
    #expect(next.kindName == "closed")
  }

  @Test func `a close between two bodies is no empty answer`() async throws {
    let (_, session) = try await session { connection in
      try connection.expect("UID FETCH")
      try connection.line("* 1 FETCH (UID 1 BODY[] {2}\r\nhi)")
    }
    let sink = CollectingSink()
    let ticket = try await session.request([1, 2], into: sink)
    let error = try await failure { () async throws(IMAPError) in
      try await session.receive(ticket)
    }
    #expect(error.kindName == "closed")
    #expect(sink.texts == ["hi"])
  }

  @Test func `sizes may lie`() async throws {
    let mailbox = FakeMailbox([
      .init(uid: 1, mail("longer than said"), listedSize: 1),
      .init(uid: 2, mail("shorter"), listedSize: 900_000_000),
    ])
    let (_, session) = try await session(with: mailbox)
    #expect(try await session.list(from: 1).messages.map(\.size) == [1, 900_000_000])
    let (_, sink) = try await fetch([1, 2], session)
    #expect(sink.bodies.map(\.bytes) == [mail("longer than said"), mail("shorter")])
  }

  @Test func `a literal of ten gigabytes ends when the sink has enough`() async throws {
    let endless = FakeMailbox.Message(uid: 2, size: 10_000_000_000) { write in
      let piece = [UInt8](repeating: 0x61, count: 65_536)[...]
      while true { try write(piece) }
    }
    let mailbox = FakeMailbox([.init(uid: 1, mail("first")), endless])
    let (_, session) = try await session(with: mailbox)
    #expect(try await session.list(from: 2).messages.first?.size == 10_000_000_000)
    let sink = CollectingSink(limit: 3_000_000)
    let ticket = try await session.request([1, 2], into: sink)
    let error = try await failure { () async throws(IMAPError) in
      try await session.receive(ticket)
    }
    #expect(error.kindName == "stoppedBySink")
    #expect(sink.uids == [1])
    #expect(sink.abandoned == [2])
    #expect(sink.openCount < 4_000_000)
  }

  @Test func `a body that never ends runs into the timeout`() async throws {
    let mailbox = FakeMailbox([
      .init(uid: 1, mail("short"), fault: .announces(10_000_000_000))
    ])
    let (_, session) = try await session(with: mailbox, timeout: .milliseconds(100))
    let sink = CollectingSink()
    let ticket = try await session.request([1], into: sink)
    let error = try await failure { () async throws(IMAPError) in
      try await session.receive(ticket)
    }
    #expect(error.kindName == "timeout")
    #expect(sink.abandoned == [1])
  }

  @Test func `only the first bytes come when a limit is given`() async throws {
    let mailbox = FakeMailbox([.init(uid: 1, mail("long"))])
    let (_, session) = try await session(with: mailbox)
    let sink = CollectingSink()
    let ticket = try await session.request([1], limit: 10, into: sink)
    #expect(try await session.receive(ticket).delivered == [1])
    #expect(sink.texts == ["Subject: l"])
  }

  @Test func `a sink that fails ends the session with its own error`() async throws {
    let (_, session) = try await session(with: FakeMailbox([.init(uid: 1, mail("x"))]))
    let sink = CollectingSink(limit: 1, failing: true)
    let ticket = try await session.request([1], into: sink)
    let error = try await failure { () async throws(IMAPError) in
      try await session.receive(ticket)
    }
    guard case .sink(let cause) = error.kind else {
      Issue.record("not a sink's error: \(error)")
      return
    }
    #expect(cause as? CollectingSink.Full == CollectingSink.Full())
    #expect(sink.abandoned == [1])
  }
}
