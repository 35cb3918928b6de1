import MailIngest
import Store
import Synchronization
import TestKit
import Testing

/// Moving on a server without MOVE: interrupted at any point, each mail has one copy in the end.
@Suite(.timeLimit(.minutes(10))) struct CopyTests {
  private func invoice(_ name: String, to address: String) -> [UInt8] {
    SampleMail(to: address, subject: "Lasku \(name)")
      .attaching(.pdf("\(name).pdf", seed: name)).bytes
  }

  static let interruptions: [(String, FakeMailbox.CommandFault)] = [
    ("UID COPY", .resetAfter), ("UID COPY", .resetBefore), ("UID STORE", .resetBefore),
    ("UID STORE", .resetAfter), ("UID EXPUNGE", .resetBefore), ("UID EXPUNGE", .resetAfter),
    ("STATUS", .resetAfter), ("CREATE", .resetAfter),
  ]

  @Test(arguments: interruptions, [true, false])
  func `an interruption at each try doubles nothing`(
    interruption: (String, FakeMailbox.CommandFault), hasUIDPLUS: Bool
  ) async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox(
      capabilities: hasUIDPLUS ? ["IMAP4rev1", "UIDPLUS"] : ["IMAP4rev1"])
    // All of one size, and two that are the same.
    let same = invoice("b", to: place.address)
    for mail in [invoice("a", to: place.address), same, same] { mailbox.deliver(mail) }
    // One that was there before is the copy of none.
    let folderIsThere = interruption.0 != "CREATE"
    if folderIsThere { mailbox.deliver(same, to: "Processed") }
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port)
    let interruptions = Counter()
    mailbox.onCommand { command in
      guard command.hasPrefix(interruption.0), interruptions.next() <= 5 else { return nil }
      return interruption.1
    }
    for _ in 1...7 { try? await place.drain(source) }
    try await place.drain(source)
    #expect(mailbox.messages(in: "Processed").count == (folderIsThere ? 4 : 3))
    #expect(mailbox.messages().allSatisfy { $0.flags.contains("\\Deleted") })
    #expect(mailbox.messages().isEmpty == hasUIDPLUS)
    #expect(try await place.acme.documents().map(\.fileName).sorted() == ["a.pdf", "b.pdf"])
  }

  /// A drain that broke off once two mails had their copies, in a folder with another mail.
  private func copiesInterrupted() async throws -> (Installation, FakeMailbox, FakeIMAPServer) {
    let place = try await Installation()
    let mailbox = FakeMailbox(capabilities: ["IMAP4rev1", "UIDPLUS"])
    for name in ["a", "b"] { mailbox.deliver(invoice(name, to: place.address)) }
    mailbox.deliver(invoice("c", to: place.address), to: "Processed")
    let server = try FakeIMAPServer(serving: mailbox)
    mailbox.onCommand { $0.hasPrefix("UID COPY") ? .resetAfter : nil }
    _ = try? await place.drain(place.mailbox(port: server.port))
    #expect(mailbox.messages(in: "Processed").count == 3 && mailbox.uids() == [1, 2])
    return (place, mailbox, server)
  }

  @Test(arguments: ["RFC822.SIZE", "BODY.PEEK[]<0."])
  func `a copy that the server doesn't show at once is not made again`(
    item: String
  ) async throws {
    let (place, mailbox, server) = try await copiesInterrupted()
    let source = place.mailbox(port: server.port)

    let (visits, refusals) = (Counter(), Counter())
    let isThere = Mutex(false)
    mailbox.onCommand { command in
      if command == "SELECT \"Processed\"" {
        _ = visits.next()
        isThere.withLock { $0 = true }
      }
      guard isThere.withLock({ $0 }), command.contains(item), refusals.next() == 1 else {
        return nil
      }
      return .answer("NO not this time")
    }
    for _ in 1...2 { try await place.drain(source) }
    #expect(visits.next() > 1 && refusals.next() > 1)
    #expect(mailbox.messages(in: "Processed").count == 3 && mailbox.messages().isEmpty)
  }

  @Test func `a mail whose size the server refuses to tell isn't copied a second time`()
    async throws
  {
    let (place, mailbox, server) = try await copiesInterrupted()
    let source = place.mailbox(port: server.port)
    let refusals = Counter()
    mailbox.onCommand { command in
      command.hasPrefix("UID FETCH 1:2 (UID RFC822.SIZE") && refusals.next() == 1
        ? .answer("NO not this time") : nil
    }
    for _ in 1...2 { try await place.drain(source) }
    #expect(refusals.next() > 1)
    #expect(mailbox.messages(in: "Processed").count == 3 && mailbox.messages().isEmpty)
  }

  @Test func `what the server says not to have copied is not deleted`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox(capabilities: ["IMAP4rev1", "UIDPLUS"])
    for name in ["a", "b"] { mailbox.deliver(invoice(name, to: place.address)) }
    let server = try FakeIMAPServer(serving: mailbox)
    mailbox.onCommand {
      $0.hasPrefix("UID COPY") ? .answer("OK [COPYUID 7 1 1] one of them") : nil
    }
    _ = try? await place.drain(place.mailbox(port: server.port))
    #expect(mailbox.uids() == [2])
    mailbox.onCommand { _ in nil }
    try await place.drain(place.mailbox(port: server.port))
    #expect(mailbox.uids().isEmpty)
  }
}
