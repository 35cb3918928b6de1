import Foundation
import MailTransport
import Records
import Store
import TestKit
import Testing

@testable import MailIngest

/// A message that ends the process while it is filed is found out, and kept, and the others are
/// filed.
@Suite struct InProgressFileTests {
  private let place: Installation
  private let mailbox: FakeMailbox
  private let server: FakeIMAPServer

  init() async throws {
    place = try await Installation()
    let address = place.address
    mailbox = FakeMailbox(
      (1...4).map { number in
        let mail = SampleMail(to: address, subject: "Lasku \(number)")
          .attaching(.pdf("\(number).pdf", seed: "\(number)"))
        return .init(uid: UInt32(number), mail.bytes)
      })
    server = try FakeIMAPServer(serving: mailbox)
  }

  private func mark() async throws -> InProgressFile {
    let position = try await place.store.beginMailbox(
      "documents", source: MailboxSource(account: "docs@127.0.0.1", folder: "INBOX"),
      uidValidity: 7, now: Installation.now
    ).position
    return try InProgressFile(
      mailbox: "documents", folder: try #require(position).folder, in: place.store.spoolDirectory)
  }

  private func uids(_ numbers: UInt32...) -> [UID] { numbers.map(UID.init(rawValue:)) }

  /// Leaves the marks of a process that ends with these under way.
  private func endFiling(_ numbers: [UInt32], alone: UInt32? = nil, times: Int = 1) async throws {
    for _ in 0..<times {
      let mark = try await mark()
      try mark.begin(numbers.map(UID.init(rawValue:)))
      if let alone { try mark.begin(alone: UID(rawValue: alone)) }
    }
  }

  private func drain() async throws { try await place.drain(place.mailbox(port: server.port)) }

  @Test func `what was under way when a process ended is known to the next one`() async throws {
    try await endFiling([1, 2, 3])
    let second = try await mark()
    #expect(Set(second.ends.keys) == Set(uids(1, 2, 3)))
    #expect(uids(1, 4).map { second.ends[$0] } == [0, nil])
    try second.end(uids(1))
    try second.begin(alone: UID(rawValue: 2))
    let third = try await mark()
    #expect(uids(1, 2, 3).map { third.ends[$0] } == [nil, 1, 0])
    try third.begin(alone: UID(rawValue: 2))
    third.endAll()
    let fourth = try await mark()
    #expect(uids(2, 3).map { fourth.ends[$0] } == [1, 0], "an orderly end counts for nothing")
  }

  @Test func `the mark of another folder says nothing of this one`() async throws {
    try await endFiling([1, 2])
    let other = try InProgressFile(
      mailbox: "documents", folder: MailboxFolderID(rawValue: 99),
      in: place.store.spoolDirectory)
    #expect(other.ends.isEmpty)
  }

  @Test(arguments: [
    "", "end\n", "1 1", "x y z alone\n1 2 3\n", "1 99999999999 0 -\n", "\u{0}\u{0}",
  ])
  func `a mark that is no mark is none`(text: String) async throws {
    let digits = MailboxFileName.digits(of: "documents")
    try place.directory.write(text, to: "store/spool/filing-\(digits)")
    #expect(try await mark().ends.isEmpty)
    try await drain()
    #expect(try await place.verdicts().values.allSatisfy { $0 == .filed })
  }

  @Test func `mails that were under way when a process ended are filed`() async throws {
    try await endFiling([1, 2, 3])
    try await drain()
    #expect(try await place.verdicts() == [1: .filed, 2: .filed, 3: .filed, 4: .filed])
    #expect(try await mark().ends.isEmpty)
    #expect(mailbox.uids().isEmpty)
  }

  @Test(arguments: [3, 4])
  func `a mail that ended three processes alone is failed with its bytes, the others are filed`(
    ends: Int
  ) async throws {
    let bytes = mailbox.messages()[1]
    try await endFiling([1, 2, 3], alone: 2, times: ends)
    try await drain()
    #expect(try await place.verdicts() == [1: .filed, 2: .failed, 3: .filed, 4: .filed])
    let failed = try #require(try await place.store.mails(MailQuery(verdict: .failed)).first)
    #expect(failed.reason == .endedProcesses(ends))
    // At the end after that not even its header is looked at.
    #expect(failed.subject == (ends == 3 ? "Lasku 2" : nil))
    #expect((failed.company != nil) == (ends == 3))
    let raw = try #require(try await place.store.rawMail(of: failed.id))
    #expect(raw.size == Int64(bytes.size))
    #expect(mailbox.uids() == [2], "what failed stays where it is")
    #expect(try await mark().ends.isEmpty)
    #expect(
      try await place.review.retry(failed, now: Installation.now).map(\.verdict) == [.filed])
  }

  @Test func `a mail that the store refuses is failed with its bytes, the others are filed`()
    async throws
  {
    try await Program.mustRun(
      "sqlite3",
      [
        place.directory.path("store/minicrm.sqlite"),
        """
        CREATE TRIGGER refusal BEFORE INSERT ON document WHEN NEW.fileName = '2.pdf'
        BEGIN SELECT RAISE(ABORT, 'not this one'); END
        """,
      ])
    let bytes = mailbox.messages()[1]
    try await drain()
    #expect(try await place.verdicts() == [1: .filed, 2: .failed, 3: .filed, 4: .filed])
    let failed = try #require(try await place.store.mails(MailQuery(verdict: .failed)).first)
    #expect(failed.reason.code == .notStored && "\(failed.reason)".contains("not this one"))
    #expect(failed.company == place.acme.id && failed.subject == "Lasku 2")
    #expect(try await place.store.rawMail(of: failed.id)?.size == Int64(bytes.size))
    #expect(mailbox.uids() == [2], "what failed stays where it is")
    #expect(try await place.store.troubles(in: try #require(failed.folder)).isEmpty)
    try await drain()
    #expect(try await place.store.mails().count == 4)
  }

  @Test func `a mail added by hand that the store refuses is failed with its bytes`() async throws {
    try await Program.mustRun(
      "sqlite3",
      [
        place.directory.path("store/minicrm.sqlite"),
        "CREATE TRIGGER refusal BEFORE INSERT ON part BEGIN SELECT RAISE(ABORT, 'no parts'); END",
      ])
    let mail = SampleMail(to: place.address, subject: "Lasku").attaching(.pdf("a.pdf"))
    let failed = try await place.add(mail.bytes)
    #expect(failed.verdict == .failed && failed.company == place.acme.id)
    #expect(try await place.store.rawMail(of: failed.id)?.size == Int64(mail.bytes.count))
  }
}
