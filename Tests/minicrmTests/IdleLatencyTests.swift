import Glibc
import TestKit
import Testing

/// The daemon and a mailbox that gets news. The suite runs by itself (`make test`), since a second
/// means something on a machine that is not busy with other tests.
@Suite struct IdleLatencyTests {
  @Test(arguments: [RealIMAPServerKind.dovecot, .cyrus])
  func `a delivery wakes the daemon within a second`(kind: RealIMAPServerKind) async throws {
    let server = try await kind.start()
    var mailbox = MailboxSettings(of: server)
    mailbox.poll = "10m"  // so that only IDLE can tell
    let minicrm = try Minicrm(mailbox)
    let company = try await minicrm.addCompany()
    let daemon = try minicrm.start(["ingest"])
    let mail = SampleMail(to: company.address, subject: "Lasku")
    try await server.put([mail.attaching(.pdf("0.pdf")).bytes])
    #expect(try await eventually { try await server.mailCount(in: "Processed") == 1 })

    // Dovecot itself waits half a second for more news before it tells of any; what else runs on
    // the machine adds to that, so the best of some tells what the daemon can do.
    var fastest = Duration.seconds(60)
    for number in 1...5 {
      try await Task.sleep(for: .milliseconds(Int.random(in: 0..<300)))
      let delivered = ContinuousClock.now
      try await server.put([
        SampleMail(to: company.address, subject: "Lasku \(number)")
          .attaching(.pdf("\(number).pdf")).bytes
      ])
      #expect(try await eventually { try await server.mailCount(in: "Processed") == number + 1 })
      fastest = min(fastest, ContinuousClock.now - delivered)
    }

    #expect(fastest < .seconds(1))
    #expect(try await minicrm.documents().count == 6)
    daemon.signal(SIGTERM)
    #expect(try await daemon.end(within: .seconds(10)) == .exited(0))
  }
}
