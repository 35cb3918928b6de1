import MailIngest
import Records
import Store
import TestKit
import Testing

/// A server that is restored from its backup gives UIDs anew. Nothing may stay unread for that, and
/// nothing unread may be moved or deleted.
@Suite(.timeLimit(.minutes(10))) struct SetBackFolderTests {
  private static let keep = AfterVerdict(filed: .keep, other: .keep)
  private static let delete = AfterVerdict(filed: .delete, other: .delete)

  private func invoice(_ name: String, to address: String) -> [UInt8] {
    SampleMail(to: address, subject: "Lasku \(name)")
      .attaching(.pdf("\(name).pdf", seed: name)).bytes
  }

  private func names(_ place: Installation) async throws -> [String] {
    try await place.acme.documents().map(\.fileName).sorted()
  }

  @Test(arguments: [true, false])
  func `new mail below the position is read at once`(saysUIDNext: Bool) async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox()
    mailbox.configure(saysUIDNext: saysUIDNext)
    let server = try FakeIMAPServer(serving: mailbox)
    let backup = mailbox.backup()
    for name in ["a", "b", "c"] { mailbox.deliver(invoice(name, to: place.address)) }
    try await place.drain(place.mailbox(port: server.port))

    mailbox.restore(backup)
    mailbox.deliver(invoice("x", to: place.address))
    #expect(mailbox.uids() == [1])
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await names(place) == ["a.pdf", "b.pdf", "c.pdf", "x.pdf"])
    #expect(mailbox.uids().isEmpty)
  }

  @Test func `what the backup brings back is known by its content, and moved again`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox()
    let server = try FakeIMAPServer(serving: mailbox)
    for name in ["a", "b"] { mailbox.deliver(invoice(name, to: place.address)) }
    let backup = mailbox.backup()
    mailbox.deliver(invoice("c", to: place.address))
    try await place.drain(place.mailbox(port: server.port))

    mailbox.restore(backup)
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await names(place) == ["a.pdf", "b.pdf", "c.pdf"])
    #expect(mailbox.uids().isEmpty && mailbox.messages(in: "Processed").count == 2)
  }

  @Test func `a deletion that is due takes no other mail that has the UID now`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox()
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port, after: Self.delete)
    let backup = mailbox.backup()
    for name in ["a", "b", "c"] { mailbox.deliver(invoice(name, to: place.address)) }
    mailbox.configure(refusesStore: true)
    await #expect(throws: IngestError.self) { try await place.drain(source) }

    mailbox.restore(backup)
    mailbox.configure(refusesStore: false)
    for name in ["x", "y", "z"] { mailbox.deliver(invoice(name, to: place.address)) }
    // As many UIDs as before: nothing tells but the mails themselves.
    for uid in 1...3 { mailbox.setDate(" 6-Mar-2026 10:00:0\(uid) +0200", uid: UInt32(uid)) }
    try await place.drain(source)
    #expect(try await names(place) == ["a", "b", "c", "x", "y", "z"].map { "\($0).pdf" })
    #expect(mailbox.uids().isEmpty, "and each is deleted once it is filed")
    let states = try await place.store.mails().map(\.actionState)
    #expect(states.count { $0 == "done" } == 3)
    #expect(states.count { $0?.hasPrefix("not done: the folder was replaced") == true } == 3)
  }

  @Test func `a mail under a late UID is read within the hour`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox()
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port, after: Self.keep)
    for uid in [1, 2, 5] as [UInt32] {
      mailbox.insert(.init(uid: uid, invoice("\(uid)", to: place.address)))
    }
    try await place.drain(source)
    mailbox.insert(.init(uid: 3, invoice("late", to: place.address)))
    place.clock.advance(by: 1_800)
    try await place.drain(source)
    #expect(try await place.acme.documents().count == 3)
    place.clock.advance(by: 1_800)
    try await place.drain(source)
    #expect(try await place.acme.documents().count == 4)
    #expect(try await place.verdicts().keys.sorted() == [1, 2, 3, 5])
  }

  @Test func `a mail under a reused UID that was passed is read within the hour`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox()
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port, after: Self.keep)
    mailbox.deliver(invoice("a", to: place.address))
    let backup = mailbox.backup()
    for name in ["b", "c"] { mailbox.deliver(invoice(name, to: place.address)) }
    try await place.drain(source)
    mailbox.restore(backup)
    for name in ["x", "y", "z"] { mailbox.deliver(invoice(name, to: place.address)) }
    for uid in [2, 3] as [UInt32] { mailbox.setDate(" 7-Mar-2026 10:00:0\(uid) +0200", uid: uid) }
    try await place.drain(source)
    #expect(try await names(place) == ["a", "b", "c", "z"].map { "\($0).pdf" })
    place.clock.advance(by: 3_600)
    try await place.drain(source)
    #expect(try await names(place) == ["a", "b", "c", "x", "y", "z"].map { "\($0).pdf" })
  }

  @Test func `an hour's comparison costs no fetch where nothing has changed`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox((1...40).map { .init(uid: $0, invoice("\($0)", to: place.address)) })
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port, after: Self.keep)
    try await place.drain(source)
    let before = server.commands.count { $0.contains("BODY.PEEK") }
    place.clock.advance(by: 4_000)
    try await place.drain(source)
    #expect(server.commands.count { $0.contains("BODY.PEEK") } == before)
  }

  @Test(arguments: ["", "nonsense"])
  func `where the server tells no INTERNALDATE the content decides`(date: String) async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox()
    let server = try FakeIMAPServer(serving: mailbox)
    for name in ["a", "b"] { mailbox.deliver(invoice(name, to: place.address)) }
    for uid in 1...2 { mailbox.setDate(date, uid: UInt32(uid)) }
    try await place.drain(place.mailbox(port: server.port))
    #expect(mailbox.uids().isEmpty && mailbox.messages(in: "Processed").count == 2)
  }

  @Test func `what can't be compared is left alone, and that is told`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox()
    let server = try FakeIMAPServer(serving: mailbox)
    mailbox.deliver(invoice("a", to: place.address))
    mailbox.setDate("", uid: 1)
    // Delivered for its filing, and never again.
    let fetches = Counter()
    mailbox.onCommand { command in
      guard command.contains("BODY.PEEK"), fetches.next() > 1 else { return nil }
      return .answer("NO not any more")
    }
    await #expect(throws: IngestError.self) {
      try await place.drain(place.mailbox(port: server.port))
    }
    // Two more tries, before and after its look at what is new.
    try await place.drain(place.mailbox(port: server.port))
    #expect(mailbox.uids() == [1])
    let state = try await place.store.mails().first?.actionState
    #expect(state?.hasPrefix("not done: the server's copy may be another mail by now") == true)
    #expect(try await place.store.mailboxStates().map(\.waitingActions) == [0])
  }

  @Test func `a new UIDVALIDITY at each connection is stopped after a few`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox([.init(uid: 1, invoice("a", to: place.address))])
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port, after: Self.keep)
    for uidValidity in 1...4 as ClosedRange<UInt32> {
      mailbox.configure(uidValidity: uidValidity)
      try await place.drain(source)
    }
    for uidValidity in 5...7 as ClosedRange<UInt32> {
      mailbox.configure(uidValidity: uidValidity)
      let error = await #expect(throws: IngestError.self) { try await place.drain(source) }
      #expect(error?.description.contains("its UIDVALIDITY changed 4 times within a day") == true)
    }
    #expect(try await place.store.mailboxStates().first?.lastError?.contains("UIDVALIDITY") == true)
    #expect(server.commands.count { $0.contains("BODY.PEEK") } == 4)
    // The folder stays the same from now on.
    mailbox.deliver(invoice("b", to: place.address))
    try await place.drain(source)
    #expect(try await names(place) == ["a.pdf", "b.pdf"])
  }

  @Test func `a server that always says a low next UID is read all the same`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox()
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port, after: Self.keep)
    for number in 1...7 {
      mailbox.deliver(invoice("\(number)", to: place.address))
      mailbox.configure(uidNext: 1)
      try await place.drain(source)
    }
    #expect(try await place.acme.documents().count == 7)
  }
}
