import TestKit
import Testing

@testable import MailTransport

@Suite(.timeLimit(.minutes(10)))
struct NewsTests {
  private func mailbox(idle: Bool = true) -> FakeMailbox {
    FakeMailbox(
      [.init(uid: 1, Array("mail".utf8))],
      capabilities: idle ? ["IMAP4rev1", "MOVE", "IDLE"] : ["IMAP4rev1", "MOVE"])
  }

  @Test func `a delivery ends the wait at once, and the session goes on`() async throws {
    let mailbox = mailbox()
    let (server, session) = try await session(with: mailbox)
    async let news = session.awaitNews(idle: true, poll: .seconds(60))
    _ = try await eventually { server.commands.last == "IDLE" }
    mailbox.deliver(Array("new".utf8))
    #expect(try await news == .changed)
    #expect(try await session.list(from: 2).messages.map(\.uid) == [2])
    #expect(try await session.awaitNews(idle: true, poll: .milliseconds(20)) == .quiet)
  }

  @Test(arguments: [true, false])
  func `without IDLE the wait ends with a look`(offered: Bool) async throws {
    let mailbox = mailbox(idle: offered)
    let (server, session) = try await session(with: mailbox)
    let idle = !offered
    #expect(try await session.awaitNews(idle: idle, poll: .milliseconds(20)) == .quiet)
    mailbox.deliver(Array("new".utf8))
    #expect(try await session.awaitNews(idle: idle, poll: .milliseconds(20)) == .changed)
    #expect(server.commands.filter { $0 == "NOOP" }.count == 2)
    #expect(!server.commands.contains("IDLE"))
  }

  @Test func `a server that offers IDLE but refuses it is polled`() async throws {
    let (server, session) = try await session { connection in
      let idle = try connection.expect("IDLE")
      try connection.line("\(idle) NO not today")
      for _ in 0..<2 {
        let tag = try connection.expect("NOOP")
        try connection.line("\(tag) OK done")
      }
    }
    #expect(try await session.awaitNews(idle: true, poll: .milliseconds(20)) == .quiet)
    #expect(try await session.awaitNews(idle: true, poll: .milliseconds(20)) == .quiet)
    #expect(server.failures.isEmpty)
  }

  @Test func `a server that ends IDLE by itself is asked again`() async throws {
    let (server, session) = try await session { connection in
      let first = try connection.expect("IDLE")
      try connection.line("+ idling\r\n\(first) OK idled long enough")
      let second = try connection.expect("IDLE")
      try connection.line("+ idling\r\n* 2 EXISTS")
      _ = try connection.readLine()
      try connection.line("\(second) OK done")
      try connection.hang()
    }
    #expect(try await session.awaitNews(idle: true, poll: .seconds(60)) == .changed)
    #expect(server.failures.isEmpty)
  }

  @Test func `a server that ends every IDLE at once is asked for few`() async throws {
    let (server, session) = try await session { connection in
      while true {
        let command = try connection.readCommand()
        if command.text == "IDLE" { try connection.line("+ idling") }
        try connection.line("\(command.tag) OK done")
      }
    }
    #expect(try await session.awaitNews(idle: true, poll: .milliseconds(200)) == .quiet)
    #expect(server.commands.filter { $0 == "IDLE" }.count == 1)
  }

  @Test func `a DONE that came too late does no harm`() async throws {
    let (server, session) = try await session { connection in
      let idle = try connection.expect("IDLE")
      try connection.line("+ idling\r\n* 2 EXISTS\r\n\(idle) OK idled long enough")
      #expect(try connection.readLine() == "DONE")
      try connection.line("DONE BAD Error in IMAP command received by server.")
      let tag = try connection.expect("NOOP")
      try connection.line("\(tag) OK done")
    }
    #expect(try await session.awaitNews(idle: true, poll: .seconds(60)) == .changed)
    #expect(try await session.awaitNews(idle: false, poll: .milliseconds(20)) == .quiet)
    #expect(server.failures.isEmpty)
  }

  @Test func `IDLE is renewed before the server drops it`() async throws {
    let server = try FakeIMAPServer(serving: mailbox())
    let session = try await IMAPSession.connect(
      endpoint(port: server.port), renewal: .milliseconds(20))
    _ = try await session.select("INBOX")
    #expect(try await session.awaitNews(idle: true, poll: .milliseconds(200)) == .quiet)
    #expect(server.commands.filter { $0 == "IDLE" }.count > 2)
  }

  @Test func `an arrival that was told in the middle of something else is not forgotten`()
    async throws
  {
    let (_, session) = try await session { connection in
      let tag = try connection.expect("UID STORE")
      try connection.line("* 2 EXISTS\r\n* 2 EXPUNGE\r\n* 2 EXISTS\r\n\(tag) OK done")
      try connection.hang()
    }
    try await session.markSeen([1])
    #expect(try await session.awaitNews(idle: true, poll: .seconds(60)) == .changed)
  }

  @Test func `departures and repeated counts are no news`() async throws {
    let (_, session) = try await session(exists: 2) { connection in
      let idle = try connection.expect("IDLE")
      try connection.line("+ idling\r\n* 2 EXISTS\r\n* OK still here\r\n* 1 EXPUNGE\r\n* 1 EXISTS")
      _ = try connection.readLine()
      try connection.line("\(idle) OK done")
      try connection.hang()
    }
    #expect(try await session.awaitNews(idle: true, poll: .milliseconds(50)) == .quiet)
  }

  @Test func `a dead link is noticed`() async throws {
    let (_, session) = try await session(timeout: .milliseconds(100)) { connection in
      try connection.expect("IDLE")
      try connection.line("+ idling")
      try connection.hang()
    }
    let error = try await failure { () async throws(IMAPError) in
      try await session.awaitNews(idle: true, poll: .milliseconds(20))
    }
    #expect(error.kindName == "timeout")
  }

  @Test(arguments: [true, false])
  func `a closed connection ends the wait at once`(idle: Bool) async throws {
    let (_, session) = try await session { connection in
      guard idle else { return }
      try connection.expect("IDLE")
      try connection.line("+ idling\r\n* BYE restarting")
    }
    let error = try await failure { () async throws(IMAPError) in
      try await session.awaitNews(idle: idle, poll: .seconds(60))
    }
    #expect(error.kindName == "closed")
  }

  @Test(arguments: [true, false])
  func `an interrupt ends the wait, and the logout is clean`(idle: Bool) async throws {
    let (server, session) = try await session(with: mailbox())
    async let news = session.awaitNews(idle: idle, poll: .seconds(60))
    if idle { _ = try await eventually { server.commands.last == "IDLE" } }
    session.interrupt()
    #expect(try await news == .cancelled)
    await session.logout()
    #expect(server.commands.last == "LOGOUT")
    #expect(server.failures.isEmpty)
  }

  @Test func `a cancelled task ends the wait`() async throws {
    let (_, session) = try await session(with: mailbox())
    let news = await withTaskGroup(of: News?.self) { group in
      group.addTask { try? await session.awaitNews(idle: true, poll: .seconds(60)) }
      group.cancelAll()
      return await group.next() ?? nil
    }
    #expect(news == .cancelled)
  }
}
