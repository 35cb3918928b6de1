import Foundation
import MailIngest
import MailTransport
import Store
import TestKit
import Testing

@Suite struct HostileServerTests {
  private func invoice(_ number: Int, to address: String) -> [UInt8] {
    SampleMail(to: address, subject: "Lasku \(number)")
      .attaching(.pdf("lasku-\(number).pdf", seed: "\(number)")).bytes
  }

  @Test func `a clean mailbox is filed, moved and not doubled by a second run`() async throws {
    let place = try await Installation()
    let messages = (1...3).map {
      FakeMailbox.Message(uid: UInt32($0), invoice($0, to: place.address))
    }
    let mailbox = FakeMailbox(messages)
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port))
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await place.acme.documents().count == 3)
    #expect(try await place.verdicts() == [1: .filed, 2: .filed, 3: .filed])
    #expect(mailbox.uids().isEmpty)
    #expect(mailbox.messages(in: "Processed").count == 3)
  }

  static let breaking: [FakeMailbox.Fault] = [
    .vanishes, .refused, .missing, .reset(after: 40), .bye(after: 40),
  ]

  @Test(arguments: breaking)
  func `a mail that breaks the fetch fails alone, and the rest is filed in the same run`(
    _ fault: FakeMailbox.Fault
  ) async throws {
    let place = try await Installation()
    let messages = (1...4).map {
      FakeMailbox.Message(
        uid: UInt32($0), invoice($0, to: place.address), fault: $0 == 2 ? fault : nil)
    }
    let mailbox = FakeMailbox(messages)
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port))
    #expect(
      try await place.verdicts() == [1: .filed, 2: .failed, 3: .filed, 4: .filed])
    #expect(try await place.acme.documents().count == 3)
    #expect(mailbox.uids() == [2], "what could not be fetched stays where it is")
    #expect(mailbox.messages(in: "Processed").count == 3)
  }

  @Test func `twelve mails in a row that break the connection don't stop the next`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox(
      (1...13).map {
        .init(
          uid: UInt32($0), invoice($0, to: place.address), fault: $0 < 13 ? .reset(after: 9) : nil)
      })
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await place.store.mails(MailQuery(verdict: .failed)).count == 12)
    #expect(try await place.acme.documents().count == 1)
    #expect(mailbox.uids() == Array(1...12))
  }

  @Test func `a server that breaks every connection makes no mail fail`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox(
      (1...20).map {
        .init(uid: UInt32($0), invoice($0, to: place.address), fault: .reset(after: 9))
      })
    let server = try FakeIMAPServer(serving: mailbox)
    let error = await #expect(throws: IngestError.self) {
      try await place.drain(place.mailbox(port: server.port))
    }
    #expect(error?.description.contains("13 connections broke one after the other") == true)
    #expect(try await place.verdicts().isEmpty)
  }

  @Test func `a failed mail is asked for again when somebody retries it`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox([
      .init(uid: 5, invoice(5, to: place.address), fault: .reset(after: 700)),
      .init(uid: 6, invoice(6, to: place.address)),
    ])
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port))
    let failed = try #require(try await place.store.mails(MailQuery(verdict: .failed)).first)
    #expect(failed.isFetched == false)
    await #expect(throws: StoreError.self, "what came of it is not the mail") {
      try await place.review.release(failed, to: try await place.acme.company(), by: .operator)
    }
    mailbox.setFault(nil, uid: 5)
    _ = try await place.review.retry(failed, now: Installation.now)
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await place.verdicts() == [5: .filed, 6: .filed])
    #expect(try await place.store.mails().count == 2, "one row a mail")
    #expect(mailbox.uids().isEmpty)
  }

  @Test func `a mail beyond the limit is too large whatever the server announced`() async throws {
    let place = try await Installation()
    let large = SampleMail(to: place.address, subject: "Iso")
      .attaching(.file("iso.bin", [UInt8](repeating: 7, count: 60_000))).bytes
    let mailbox = FakeMailbox([
      .init(uid: 1, large), .init(uid: 2, large, listedSize: 100),
      .init(uid: 3, invoice(3, to: place.address), listedSize: 5_000_000),
    ])
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port, limit: 20_000))
    #expect(try await place.verdicts() == [1: .tooLarge, 2: .tooLarge, 3: .filed])
    #expect(mailbox.messages(in: "Rejected").count == 2)
    #expect(server.connections == 2, "only the reply that was announced as small is broken off")
    let subjects = try await place.store.mails(MailQuery(verdict: .tooLarge)).map(\.subject)
    #expect(subjects == ["Iso", "Iso"], "its header tells what it was")
  }

  @Test func `a literal announced as 10 GB fails its mail and no other`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox([
      .init(uid: 1, invoice(1, to: place.address), fault: .announces(10_000_000_000)),
      .init(uid: 2, invoice(2, to: place.address)),
    ])
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port, timeout: .seconds(2)))
    #expect(try await place.verdicts() == [1: .failed, 2: .filed])
    #expect(mailbox.uids() == [1])
  }

  @Test func `a server that hangs ends at the deadline and the other mail is filed`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox([
      .init(uid: 1, invoice(1, to: place.address)),
      .init(uid: 2, invoice(2, to: place.address), fault: .hangs),
    ])
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port, timeout: .seconds(2)))
    #expect(try await place.verdicts() == [1: .filed, 2: .failed])
  }

  @Test func `a new UIDVALIDITY doubles nothing`() async throws {
    let place = try await Installation()
    let mail = invoice(1, to: place.address)
    let mailbox = FakeMailbox([.init(uid: 1, mail)])
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port))
    mailbox.configure(uidValidity: 8)
    mailbox.deliver(mail)
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await place.acme.documents().count == 1)
    #expect(try await place.store.mails(MailQuery(verdict: .duplicate)).count == 1)
    #expect(mailbox.uids().isEmpty)
  }

  @Test func `a server without MOVE, UIDPLUS and IDLE is served as well`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox(
      [.init(uid: 1, invoice(1, to: place.address))], capabilities: ["IMAP4rev1"])
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port))
    try await place.drain(place.mailbox(port: server.port))
    #expect(mailbox.messages(in: "Processed").count == 1)
    #expect(mailbox.messages().map(\.flags) == [["\\Deleted"]])
  }

  @Test func `50,000 messages of which most are settled cost one listing`() async throws {
    let place = try await Installation()
    let body = Array("Subject: ei mit\u{e4}\u{e4}n\r\n\r\nhei\r\n".utf8)
    let mailbox = FakeMailbox((1...50_000).map { .init(uid: $0, body) })
    let server = try FakeIMAPServer(serving: mailbox)
    let position = try await place.store.beginMailbox(
      "documents", source: MailboxSource(account: "docs@127.0.0.1", folder: "INBOX"),
      uidValidity: 7, now: Installation.now
    ).position
    let folder = try #require(position).folder
    _ = try await place.store.file(
      IngestGroup(folder: folder, nextUID: 49_999, mails: []), now: Installation.now)
    // As if all had been compared just now.
    try await place.store.recordMailboxSuccess(
      "documents", comparing: folder, now: Installation.now)
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await place.verdicts() == [49_999: .unroutable, 50_000: .unroutable])
  }
}
