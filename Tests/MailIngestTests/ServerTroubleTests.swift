import MailIngest
import Store
import TestKit
import Testing

/// The server's own trouble is no mail's fault.
@Suite(.timeLimit(.minutes(10))) struct ServerTroubleTests {
  private func invoice(_ number: Int, to address: String) -> [UInt8] {
    SampleMail(to: address, subject: "Lasku \(number)")
      .attaching(.pdf("lasku-\(number).pdf", seed: "\(number)")).bytes
  }

  /// A mailbox of three mails.
  private func three(
    _ place: Installation, fault: (Int) -> FakeMailbox.Fault? = { _ in nil }
  ) -> FakeMailbox {
    FakeMailbox(
      (1...3).map {
        .init(uid: UInt32($0), invoice($0, to: place.address), fault: fault($0))
      })
  }

  @Test(arguments: [
    FakeMailbox.Fault.refused, .refusedAs("UNAVAILABLE"), .missing, .vanishes, .reset(after: 9),
  ])
  func `a moment in which no body is delivered makes no mail fail`(
    fault: FakeMailbox.Fault
  ) async throws {
    let place = try await Installation()
    let mailbox = three(place) { _ in fault }
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port)
    let error = await #expect(throws: IngestError.self) { try await place.drain(source) }
    #expect(error?.description.contains("3 mails could not be fetched") == true, "\(error as Any)")
    #expect(try await place.verdicts().isEmpty)
    for uid in 1...3 { mailbox.setFault(nil, uid: UInt32(uid)) }
    try await place.drain(source)
    #expect(try await place.acme.documents().count == 3)
    #expect(mailbox.uids().isEmpty)
  }

  @Test(arguments: ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"])
  func `a refusal for now never makes the mail fail, and the others are filed`(
    code: String
  ) async throws {
    let place = try await Installation()
    let mailbox = three(place) { $0 == 2 ? .refusedAs(code) : nil }
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port)
    for _ in 1...4 {
      await #expect(throws: IngestError.self) { try await place.drain(source) }
      place.clock.advance(by: 3_000)
    }
    #expect(try await place.verdicts() == [1: .filed, 3: .filed])
    mailbox.setFault(nil, uid: 2)
    try await place.drain(source)
    #expect(try await place.verdicts() == [1: .filed, 2: .filed, 3: .filed])
  }

  @Test func `a mail that is refused alone fails after three runs over an hour`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox([.init(uid: 1, invoice(1, to: place.address), fault: .refused)])
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port)
    for _ in 1...4 {
      await #expect(throws: IngestError.self) { try await place.drain(source) }
      place.clock.advance(by: 1_100)
    }
    try await place.drain(source)
    #expect(try await place.verdicts() == [1: .failed])
    #expect(mailbox.uids() == [1])
  }

  @Test func `trouble that begins in the middle of a session makes no mail fail`() async throws {
    let place = try await Installation()
    let mailbox = three(place) { $0 == 2 ? .refused : nil }
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port)
    let bodies = Counter()
    mailbox.onCommand { command in
      guard command.contains("BODY.PEEK"), bodies.next() > 1 else { return nil }
      return .answer("NO the disk is away")
    }
    await #expect(throws: IngestError.self) { try await place.drain(source) }
    #expect(try await place.verdicts() == [1: .filed])
    mailbox.onCommand { _ in nil }
    try await place.drain(source)
    #expect(try await place.verdicts() == [1: .filed, 2: .failed, 3: .filed])
  }

  @Test func `a mail that somebody takes away before it is fetched gets no verdict`() async throws {
    let place = try await Installation()
    let mailbox = three(place)
    let server = try FakeIMAPServer(serving: mailbox)
    mailbox.onCommand { command in
      if command.contains("BODY.PEEK") { mailbox.remove(uid: 2) }
      return nil
    }
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await place.verdicts() == [1: .filed, 3: .filed])
  }

  static let unreadable = [
    "* 2 FETCH (UID x RFC822.SIZE 100)", "* 2 FETCH", "* 2 FETCH (UID 2 RFC822.SIZE ((",
    "* 2 FETCH (UID 99999999999999999999 RFC822.SIZE 9)", "* 2 FETCH (UID 0 RFC822.SIZE 9)",
    "complete nonsense", "* 99999999999 EXISTS", "* 2 FETCH (INTERNALDATE \"x) UID 2 RFC822.SIZE 1",
    "* 2 FETCH (UID 2 FLAGS {99999999999999}",
  ]

  @Test(arguments: unreadable)
  func `an entry of the list that can't be read costs no other mail`(line: String) async throws {
    let place = try await Installation()
    let mailbox = three(place) { $0 == 2 ? .listedAs(line) : nil }
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port)
    try await place.drain(source)
    let verdicts = try await place.verdicts()
    #expect(verdicts[1] == .filed && verdicts[3] == .filed)
    mailbox.setFault(nil, uid: 2)
    place.clock.advance(by: 3_600)
    try await place.drain(source)
    #expect(try await place.acme.documents().count == 3)
  }

  @Test func `a list without end keeps no mail from being filed`() async throws {
    let place = try await Installation()
    let mailbox = three(place)
    mailbox.configure(listsWithoutEnd: true)
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await place.acme.documents().count == 3)
    #expect(mailbox.uids().isEmpty)
  }

  @Test func `an answer without end hides neither a refusal nor the mails beside it`()
    async throws
  {
    let place = try await Installation()
    let mailbox = three(place) { $0 == 2 ? .refusedAs("UNAVAILABLE") : nil }
    mailbox.configure(tellsWithoutEnd: true)
    let server = try FakeIMAPServer(serving: mailbox)
    let error = await #expect(throws: IngestError.self) {
      try await place.drain(place.mailbox(port: server.port))
    }
    #expect(error.map { "\($0)".contains("[UNAVAILABLE]") } ?? false)
    #expect(try await place.verdicts() == [1: .filed, 3: .filed])
    #expect(mailbox.uids() == [2])
  }
}
