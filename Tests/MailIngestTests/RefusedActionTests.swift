import MailIngest
import Store
import TestKit
import Testing

/// An action on the server's copies that is refused is tried again, and nothing waits for it.
@Suite(.timeLimit(.minutes(10))) struct RefusedActionTests {
  private func invoice(_ number: Int, to address: String) -> [UInt8] {
    SampleMail(to: address, subject: "Lasku \(number)")
      .attaching(.pdf("lasku-\(number).pdf", seed: "\(number)")).bytes
  }

  @Test func `one message that can't be moved keeps neither the others nor new mail`()
    async throws
  {
    let place = try await Installation()
    let mailbox = FakeMailbox(
      (1...5).map {
        .init(uid: UInt32($0), invoice($0, to: place.address), fault: $0 == 5 ? .stuck : nil)
      })
    let server = try FakeIMAPServer(serving: mailbox)
    await #expect(throws: IngestError.self) {
      try await place.drain(place.mailbox(port: server.port))
    }
    #expect(mailbox.uids() == [5])

    mailbox.deliver(invoice(6, to: place.address))
    await #expect(throws: IngestError.self) {
      try await place.drain(place.mailbox(port: server.port))
    }
    #expect(try await place.acme.documents().count == 6)
    #expect(mailbox.uids() == [5] && mailbox.messages(in: "Processed").count == 5)

    mailbox.setFault(nil, uid: 5)
    try await place.drain(place.mailbox(port: server.port))
    #expect(mailbox.uids().isEmpty)
  }

  @Test func `a refused action ends when somebody else has taken the message away`()
    async throws
  {
    let place = try await Installation()
    let mailbox = FakeMailbox([.init(uid: 1, invoice(1, to: place.address), fault: .stuck)])
    mailbox.configure(refusesGone: true)
    let server = try FakeIMAPServer(serving: mailbox)
    await #expect(throws: IngestError.self) {
      try await place.drain(place.mailbox(port: server.port))
    }
    mailbox.remove(uid: 1)
    try await place.drain(place.mailbox(port: server.port))
    #expect(try await place.store.mailboxStates().map(\.waitingActions) == [0])
  }

  @Test func `a copy is made once, however often its original can't be deleted`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox(
      (1...3).map { .init(uid: UInt32($0), invoice($0, to: place.address)) },
      capabilities: ["IMAP4rev1", "UIDPLUS"])
    mailbox.configure(refusesStore: true)
    let server = try FakeIMAPServer(serving: mailbox)
    for _ in 1...2 {
      await #expect(throws: IngestError.self) {
        try await place.drain(place.mailbox(port: server.port))
      }
    }
    mailbox.configure(refusesStore: false)
    try await place.drain(place.mailbox(port: server.port))
    #expect(mailbox.uids().isEmpty && mailbox.messages(in: "Processed").count == 3)
  }

  @Test func `a daemon whose action is refused stays connected and notices new mail`()
    async throws
  {
    let place = try await Installation()
    let mailbox = FakeMailbox([.init(uid: 1, invoice(1, to: place.address), fault: .stuck)])
    let server = try FakeIMAPServer(serving: mailbox)
    let watch = place.watch(place.mailbox(port: server.port))
    try await withThrowingTaskGroup(of: Void.self) { (group) async throws in
      group.addTask { try await watch.runUntilCancelled() }
      #expect(try await eventually { server.commands.last == "IDLE" }, "\(server.commands)")
      mailbox.deliver(invoice(2, to: place.address))
      #expect(try await eventually { mailbox.messages(in: "Processed").count == 1 })
      #expect(server.connections == 1)
      group.cancelAll()
    }
  }
}
