import TestKit
import Testing

@testable import MailTransport

@Suite(.timeLimit(.minutes(10)))
struct ListTests {
  private func mail(_ name: String) -> [UInt8] {
    Array("Subject: \(name)\r\n\r\nThis is \(name).\r\n".utf8)
  }

  @Test func `the last message is not listed when its UID is below the first asked for`()
    async throws
  {
    let (_, session) = try await session(with: FakeMailbox([.init(uid: 5, mail("old"))]))
    #expect(try await session.list(from: 6).messages == [])
  }

  @Test func `an empty folder is listed without a set of messages`() async throws {
    let (server, session) = try await session(with: FakeMailbox())
    #expect(try await session.list(from: 1).messages == [])
    #expect(!server.commands.contains { $0.hasPrefix("UID FETCH") })
  }

  @Test func `fifty thousand UIDs are listed`() async throws {
    let body = mail("one of many")
    let mailbox = FakeMailbox((1...50_000).map { .init(uid: $0 * 3, body) })
    let (_, session) = try await session(with: mailbox)
    let listed = try await session.list(from: 1).messages
    #expect(listed.count == 50_000)
    #expect(listed.last?.uid == 150_000 && listed.last?.size == Int64(body.count))
    #expect(zip(listed, listed.dropFirst()).allSatisfy { $0.uid < $1.uid })
  }

  @Test func `a list that is refused is asked for again without sizes`() async throws {
    let (_, session) = try await session { connection in
      let tag = try connection.expect("UID FETCH 1:* (UID RFC822.SIZE INTERNALDATE)")
      try connection.line("* 1 FETCH (UID 1 RFC822.SIZE 10)")
      try connection.line("\(tag) NO Some messages could not be FETCHed (Failure)")
      let second = try connection.expect("UID FETCH 1:* (UID)")
      try connection.line("* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 2)\r\n\(second) OK done")
      try connection.hang()
    }
    let listed = try await session.list(from: 1).messages
    #expect(listed == [ListedMessage(uid: 1, size: 10), ListedMessage(uid: 2, size: 0)])
  }

  @Test func `an absurd size hides neither its message nor the others`() async throws {
    let (_, session) = try await session { connection in
      let tag = try connection.expect("UID FETCH")
      try connection.line("* 1 FETCH (UID 1 RFC822.SIZE 99999999999999999999)")
      try connection.line("* 2 FETCH (UID 2 RFC822.SIZE NIL)")
      try connection.line("* 3 FETCH (UID 3 RFC822.SIZE -1)")
      try connection.line("* 4 FETCH (UID 4 RFC822.SIZE 10)\r\n\(tag) OK done")
      try connection.hang()
    }
    #expect(
      try await session.list(from: 1).messages
        == [(1, .max), (2, 0), (3, 0), (4, 10)].map { ListedMessage(uid: $0, size: $1) })
  }

  @Test func `a list with unsolicited responses in it is right`() async throws {
    let (_, session) = try await session { connection in
      let tag = try connection.expect("UID FETCH")
      try connection.trickle(
        "* 2 EXISTS\r\n* 1 FETCH (FLAGS (\\Seen) UID 7)\r\n* 2 FETCH (RFC822.SIZE 5 UID 8)\r\n"
          + "* 1 FETCH (RFC822.SIZE 4 UID 7)\r\n* 1 FETCH (FLAGS ())\r\n* 3 EXPUNGE\r\n"
          + "* 1 FETCH (RFC822.SIZE 4 UID 7)\r\n\(tag) OK done\r\n")
      try connection.hang()
    }
    let listed = try await session.list(from: 1).messages
    #expect(listed == [ListedMessage(uid: 7, size: 4), ListedMessage(uid: 8, size: 5)])
  }
}
