import TestKit
import Testing

@testable import MailTransport

@Suite(.timeLimit(.minutes(10)))
struct FolderTests {
  private func mailbox(_ count: UInt32 = 3, without missing: Set<String> = []) -> FakeMailbox {
    let all: Set<String> = ["IMAP4rev1", "IDLE", "MOVE", "UIDPLUS", "NAMESPACE"]
    return FakeMailbox(
      (1...count).map { .init(uid: $0, Array("mail \($0)".utf8)) },
      capabilities: all.subtracting(missing))
  }

  @Test func `a folder is selected with what the server says of it`() async throws {
    let mailbox = mailbox()
    let (_, session) = try await session(with: mailbox)
    #expect(
      try await session.select("INBOX")
        == SelectedFolder(uidValidity: UIDValidity(rawValue: 7), uidNext: 4, exists: 3))
    mailbox.configure(saysUIDNext: false)
    #expect(try await session.select("INBOX").uidNext == nil)
  }

  @Test func `a folder without UIDVALIDITY can't be used`() async throws {
    let (_, session) = try await session { connection in
      let tag = try connection.expect("SELECT")
      try connection.line("* 1 EXISTS\r\n\(tag) OK [READ-ONLY] done")
      try connection.hang()
    }
    let error = try await failure { () async throws(IMAPError) in try await session.select("X") }
    #expect(error.message.contains("no UIDVALIDITY"))
  }

  @Test func `a missing folder is named, and the session goes on`() async throws {
    let (_, session) = try await session(with: mailbox())
    let error = try await failure { () async throws(IMAPError) in
      try await session.select("Saapuneet ä")
    }
    #expect(error.kindName == "missingFolder")
    #expect(error.message.contains("there is no folder Saapuneet ä (NO [NONEXISTENT]"))
    #expect(!error.endsSession)
    #expect(try await session.select("INBOX").exists == 3)
  }

  @Test func `a folder name with a line end never reaches the wire`() async throws {
    let (server, session) = try await session(with: mailbox())
    let error = try await failure { () async throws(IMAPError) in
      try await session.move([1], to: "a\r\nB LOGOUT")
    }
    #expect(error.kindName == "missingFolder")
    #expect(!server.commands.contains { $0.contains("LOGOUT") })
  }

  @Test func `messages are moved to a folder that is made for them`() async throws {
    let mailbox = mailbox()
    let (server, session) = try await session(with: mailbox)
    try await session.move([1, 3, 99], to: "Käsitelty")
    #expect(mailbox.uids() == [2])
    #expect(mailbox.uids(in: "K&AOQ-sitelty") == [1, 2])
    #expect(!server.commands.contains { $0.hasPrefix("UID COPY") })
    try await session.move([2], to: "Käsitelty")
  }

  @Test func `without MOVE messages are copied and then deleted`() async throws {
    let mailbox = mailbox(without: ["MOVE"])
    let (server, session) = try await session(with: mailbox)
    #expect(await session.offersMove == false)
    #expect(try await session.copy([1, 2, 99], to: "Processed") == [1, 2], "by COPYUID")
    #expect(try await session.delete([1, 2]) == .deleted)
    #expect(mailbox.uids() == [3])
    #expect(mailbox.uids(in: "Processed") == [1, 2])
    #expect(
      server.commands.suffix(5) == [
        "UID COPY 1:2,99 \"Processed\"", "CREATE \"Processed\"",
        "UID COPY 1:2,99 \"Processed\"",
        "UID STORE 1:2 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 1:2",
      ])
  }

  @Test func `without UIDPLUS messages are left marked, and that is said`() async throws {
    let mailbox = mailbox(without: ["MOVE", "UIDPLUS"])
    let (server, session) = try await session(with: mailbox)
    #expect(try await session.copy([1], to: "Processed") == [1])
    #expect(
      try await session.delete([1]) == .leftDeleted(reason: "the server has no UIDPLUS"))
    #expect(
      try await session.delete([2]) == .leftDeleted(reason: "the server has no UIDPLUS"))
    #expect(mailbox.messages().map(\.flags) == [["\\Deleted"], ["\\Deleted"], []])
    #expect(!server.commands.contains { $0.contains("EXPUNGE") })
  }

  @Test func `a copy that is refused is an error`() async throws {
    let (server, session) = try await session(capabilities: "IMAP4rev1 UIDPLUS") { connection in
      let tag = try connection.expect("UID COPY")
      try connection.line("\(tag) NO [OVERQUOTA] full")
      let second = try connection.expect("LIST")
      try connection.line("* LIST () \".\" Processed\r\n\(second) OK done")
      try connection.logOut()
    }
    let error = try await failure { () async throws(IMAPError) in
      try await session.copy([1], to: "Processed")
    }
    guard case .refused(code: "OVERQUOTA") = error.kind else {
      Issue.record("\(error)")
      return
    }
    await session.logout()
    #expect(!server.commands.contains { $0.contains("STORE") })
  }

  @Test func `where copies will be found is told by STATUS`() async throws {
    let mailbox = mailbox()
    let (_, session) = try await session(with: mailbox)
    #expect(try await session.position(of: "Processed") == nil)
    try await session.move([1, 2], to: "Processed")
    let position = try #require(try await session.position(of: "Processed"))
    #expect(position.uidValidity.rawValue == 7 && position.next == 3)
  }

  @Test func `the messages that are still there are told from those that are gone`() async throws {
    let (_, session) = try await session(with: mailbox())
    _ = try await session.select("INBOX")
    #expect(try await session.facts(of: [2, 3, 99]).messages.map(\.uid) == [2, 3])
  }

  @Test(arguments: [true, false])
  func `a server that keeps folders below INBOX is understood`(namespace: Bool) async throws {
    let mailbox = mailbox(without: namespace ? [] : ["NAMESPACE"])
    mailbox.configure(prefix: "INBOX.")
    let (server, session) = try await session(with: mailbox)
    try await session.move([1], to: "Processed")
    try await session.move([2], to: "Processed")
    #expect(mailbox.folders == ["INBOX", "INBOX.Processed"])
    #expect(mailbox.uids(in: "INBOX.Processed") == [1, 2])
    #expect(server.commands.filter { $0.contains("\"Processed\"") }.count == 2)
    let other = try await IMAPSession.connect(endpoint(port: server.port))
    #expect(try await other.select("Processed").exists == 2)
  }

  @Test func `messages are deleted and marked`() async throws {
    let mailbox = mailbox()
    let (_, session) = try await session(with: mailbox)
    try await session.markSeen([1, 2])
    #expect(try await session.delete([2]) == .deleted)
    #expect(mailbox.messages().map(\.flags) == [["\\Seen"], []])
  }

  @Test func `thousands of scattered messages are moved in commands of bounded length`()
    async throws
  {
    let mailbox = FakeMailbox(
      (1...6_000).map { .init(uid: $0, Array("x".utf8)) })
    let (server, session) = try await session(with: mailbox)
    let odd = stride(from: UInt32(1), to: 6_000, by: 2).map { UID(rawValue: $0) }
    try await session.markSeen(odd)
    #expect(mailbox.messages().filter { $0.flags.contains("\\Seen") }.count == 3_000)
    #expect(server.commands.allSatisfy { $0.utf8.count < 8_000 })
    #expect(server.commands.filter { $0.hasPrefix("UID STORE") }.count > 1)
  }
}
