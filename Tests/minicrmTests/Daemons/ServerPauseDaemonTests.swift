import Foundation
import TestKit
import Testing

/// A daemon whose server asks for a pause.
@Suite(.timeLimit(.minutes(10))) struct ServerPauseDaemonTests {
  @Test
  func `the ingest asks nothing of such a server, after a hangup neither, and tells until when`()
    async throws
  {
    let server = try FakeIMAPServer { connection in
      try connection.line("* BYE Request is throttled. Suggested Backoff Time: 600000 milliseconds")
    }
    let manager = try FakeServiceManager()
    let minicrm = try Minicrm(MailboxSettings(port: server.port))
    let daemon = try minicrm.start(["ingest"], environment: manager.environment())
    let words = "the server asks for a pause until "
    #expect(try await eventually { manager.status?.hasPrefix(words) ?? false })
    let end = manager.status

    daemon.signal(SIGHUP)
    #expect(try await eventually { manager.count(of: "READY=1") == 2 && manager.status == end })
    #expect(server.connections == 1)
    let status = try await minicrm.status()
    #expect(status.row.mailboxes.first?.lastError?.contains("; \(words)") == true)
    #expect(
      status.problems.contains { $0.contains("Suggested Backoff Time") && $0.contains(words) })
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }

  @Test
  func `the worker asks nothing of such a server, after a hangup neither, and tells until when`()
    async throws
  {
    let server = try FakeSMTPServer([
      .greeting: [.farewell("421 4.7.0 Too many connections, try again in 10 minutes")]
    ])
    let office = try await ReminderOffice(port: server.port)
    try await office.addTask("Soita")
    let manager = try FakeServiceManager()
    let daemon = try office.minicrm.start(["remind"], environment: manager.environment())
    let words = "the server asks for a pause until "
    #expect(try await eventually { manager.status?.hasPrefix(words) ?? false })
    let end = manager.status

    daemon.signal(SIGHUP)
    #expect(try await eventually { manager.count(of: "READY=1") == 2 && manager.status == end })
    #expect(server.connections == 1 && server.mails.isEmpty)
    #expect(try await office.minicrm.status().problems.contains { $0.contains(words) })
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }

  @Test func `a hangup tries a refused login at once`() async throws {
    let mailbox = FakeMailbox([])
    let server = try FakeIMAPServer(serving: mailbox)
    var settings = MailboxSettings(port: server.port)
    settings.password = "wrong"
    let manager = try FakeServiceManager()
    let minicrm = try Minicrm(settings)
    let daemon = try minicrm.start(["ingest"], environment: manager.environment())
    #expect(try await eventually { manager.status?.hasPrefix("in trouble") ?? false })
    for reload in 1...5 {
      // Each is a try: the pauses would be longer and longer.
      let tries = server.connections
      daemon.signal(SIGHUP)
      #expect(
        try await eventually(within: .seconds(20)) {
          server.connections > tries && manager.count(of: "READY=1") == reload + 1
        })
    }
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }
}
