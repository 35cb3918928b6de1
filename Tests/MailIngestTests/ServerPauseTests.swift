import Foundation
import MailIngest
import MailTransport
import Store
import Synchronization
import TestKit
import Testing

/// A watch leaves a server alone that asks for it, and doesn't ask a wrong password again and
/// again.
@Suite(.timeLimit(.minutes(10))) struct ServerPauseTests {
  /// Answers each login as Outlook does when it has enough.
  private static func throttling(_ words: String) -> FakeIMAPServer.Script {
    { connection in
      try connection.line("* OK The Microsoft Exchange IMAP4 service is ready.")
      let first = try connection.expect("CAPABILITY")
      try connection.line("* CAPABILITY IMAP4 IMAP4rev1 IDLE\r\n\(first) OK CAPABILITY completed.")
      try connection.line("\(connection.expect("LOGIN")) \(words)")
      try connection.hang()
    }
  }

  /// Sleeps no real time: the place's clock goes on instead. After so many sleeps it cancels.
  private func retryWait(_ place: Installation, _ slept: Sleeps, most: Int) -> RetryWait {
    RetryWait { [clock = place.clock] piece in
      clock.advance(by: piece / .seconds(1))
      guard slept.add(piece) < most else { throw CancellationError() }
    }
  }

  private final class Sleeps: Sendable {
    private let pieces = Mutex<[Duration]>([])
    var total: Duration { pieces.withLock { $0.reduce(.zero, +) } }

    func add(_ piece: Duration) -> Int {
      pieces.withLock { pieces in
        pieces.append(piece)
        return pieces.count
      }
    }
  }

  @Test(arguments: [
    ("NO Request is throttled. Suggested Backoff Time: 300000 milliseconds", 300.0...300.0),
    ("NO [ALERT] Too many simultaneous connections. (Failure)", 60...120),
  ])
  func `nothing is asked of a server before its pause is over, by the next watch neither`(
    words: String, pause: ClosedRange<TimeInterval>
  ) async throws {
    let place = try await Installation()
    let server = try FakeIMAPServer(Self.throttling(words))
    let source = place.mailbox(port: server.port)
    let pauses = ServerPauses()
    // The first watch ends, as at a reload, 55 seconds into the pause.
    let first = Sleeps()
    try await place.watch(
      source, serverPauses: pauses, retryWait: retryWait(place, first, most: 11)
    ).runUntilCancelled()
    #expect(server.connections == 1)
    let left = try #require(pauses.left(of: source.login, now: place.clock.now))
    #expect(pause.contains(left / .seconds(1) + 55))

    let second = Sleeps()
    let pieces = Int((left / .seconds(5)).rounded(.up))
    try await place.watch(
      source, serverPauses: pauses, retryWait: retryWait(place, second, most: pieces)
    ).runUntilCancelled()
    #expect(server.connections == 1)
    #expect(pauses.left(of: source.login, now: place.clock.now) == nil)
    server.stop()
  }

  @Test func `one look fails with the pause, and the status has it`() async throws {
    let place = try await Installation()
    let server = try FakeIMAPServer(
      Self.throttling("NO Request is throttled. Suggested Backoff Time: 300000 milliseconds"))
    let error = await #expect(throws: IngestError.self) {
      try await place.drain(place.mailbox(port: server.port))
    }
    let end = (Installation.now + 300).formatted(.iso8601)
    #expect(error?.description.hasSuffix("; the server asks for a pause until \(end)") == true)
    let state = try await place.store.mailboxStates().first
    #expect(state?.lastError?.hasSuffix("; the server asks for a pause until \(end)") == true)
    server.stop()
  }

  @Test func `the status line tells until when`() async throws {
    let place = try await Installation()
    let server = try FakeIMAPServer(
      Self.throttling("NO Request is throttled. Suggested Backoff Time: 300000 milliseconds"))
    let told = Mutex<[String]>([])
    let report = MailboxReport(sign: { _ in }) { activity in
      told.withLock { $0.append(activity.description) }
    }
    try await place.watch(
      place.mailbox(port: server.port), report: report,
      retryWait: retryWait(place, Sleeps(), most: 1)
    ).runUntilCancelled()
    let end = (Installation.now + 300).formatted(.iso8601)
    #expect(told.withLock { $0 } == ["connecting", "the server asks for a pause until \(end)"])
    server.stop()
  }

  @Test func `a wrong password is tried less and less, and at once when it was changed`()
    async throws
  {
    let place = try await Installation()
    let mailbox = FakeMailbox([
      .init(uid: 1, SampleMail(to: place.address, subject: "a").attaching(.pdf("a.pdf")).bytes)
    ])
    let server = try FakeIMAPServer(serving: mailbox)
    let password = Mutex("wrong")
    let slept = Mutex(Duration.zero)
    let source = place.mailbox(port: server.port) { password.withLock { $0 } }
    let watch = place.watch(
      source,
      retryWait: RetryWait { [clock = place.clock] piece in
        clock.advance(by: piece / .seconds(1))
        let time = slept.withLock { time in
          time += piece
          return time
        }
        if time >= .seconds(86_400) { password.withLock { $0 = "secret" } }
        // The change is seen at the next look.
        if time > .seconds(86_410) { throw CancellationError() }
      })
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await watch.runUntilCancelled() }
      _ = try? await eventually(within: .seconds(60)) {
        try await place.acme.documents().count == 1
      }
      group.cancelAll()
    }
    #expect(try await place.acme.documents().count == 1)
    #expect((10..<60).contains(server.connections), "\(server.connections)")
  }

  @Test func `a mail that hits a limit keeps the mailbox waiting for minutes`() async throws {
    let place = try await Installation()
    let mailbox = FakeMailbox([
      .init(
        uid: 1, SampleMail(to: place.address, subject: "a").attaching(.pdf("a.pdf")).bytes,
        fault: .refusedAs("LIMIT"))
    ])
    let server = try FakeIMAPServer(serving: mailbox)
    let source = place.mailbox(port: server.port)
    let error = await #expect(throws: IngestError.self) { try await place.drain(source) }
    #expect(error?.retryAdvice == .limit)
    #expect(try await place.verdicts().isEmpty)
  }
}
