import Foundation
import Logging
import MailTransport
import Records
import Reminders
import SQLiteEngine
import Store
import Synchronization
import TestKit
import Testing

/// The worker and a server that doesn't want it, or doesn't know it.
@Suite(.timeLimit(.minutes(10))) struct ReminderWatchTests {
  @Test func `a wrong password is tried less and less, and at once when it was changed`()
    async throws
  {
    let refusals = Array(
      repeating: FakeSMTPServer.Answer.reply("535 5.7.8 Username and Password not accepted"),
      count: 99)
    let server = try FakeSMTPServer(extensions: ["AUTH PLAIN"], [.login: refusals])
    let desk = try await Desk(port: server.port)
    try await desk.run { $0 > .seconds(86_400) }
    let tries = server.connections
    #expect((10..<60).contains(tries), "\(tries)")
    let trouble = try await desk.trouble()
    #expect(trouble?.contains("or when what the login depends on changes") == true)

    // Within the hour that the next pauses reach, the password is corrected.
    let changed = Mutex<Duration?>(nil)
    try await desk.run { time in
      if server.connections == tries + 12, desk.change(password: "right") {
        // Time may have gone on since this was asked.
        changed.withLock { $0 = desk.time }
      }
      return server.connections > tries + 12 || time > .seconds(200_000)
    }
    #expect(server.connections == tries + 13)
    let pause = desk.time - (try #require(changed.withLock { $0 }))
    // Up to the next look, and the first piece of the pause that follows the next refusal.
    #expect(pause <= .seconds(10))
  }

  @Test func `a server that asks for a pause gets it, from the next watch too`() async throws {
    let enough = "421 4.7.0 Too many connections, try again in 10 minutes"
    let server = try FakeSMTPServer(
      extensions: ["AUTH PLAIN"], [.greeting: [.farewell(enough)]])
    let desk = try await Desk(port: server.port)
    try await desk.run { $0 >= .seconds(60) }
    let end = (Desk.now + 600).formatted(.iso8601)
    #expect(
      try await desk.trouble()?.hasSuffix("; the server asks for a pause until \(end)") == true)
    try await desk.run { $0 >= .seconds(595) }
    #expect(server.connections == 1 && server.mails.isEmpty)
    try await desk.run { _ in try await desk.trouble() == nil }
    #expect(server.mails.count == 1)
  }
}

/// A store with one notice due, and what sends it.
private final class Desk: Sendable {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  private let password = Mutex("wrong")
  private let directory: TemporaryDirectory
  private let store: Store
  private let port: Int
  private let pauses = ServerPauses()
  private let slept = Mutex(Duration.zero)

  init(port: Int) async throws {
    self.port = port
    directory = try TemporaryDirectory(named: "reminders")
    store = try await Store.open(directory.path("store"), making: .ifEmpty)
    let company = try await store.addCompany(NewCompany(name: "Acme Oy", slug: "acme"))
    let scope = store.company(company.id)
    _ = try await scope.acting(as: .operator, at: Self.now).addPerson(
      NewPerson(
        name: "Matti", email: "matti@acme.example", reminderDays: [0],
        reminderAt: TimeOfDay("00:00")))
    let today = try LocalClock(company).day(at: Int64(Self.now.timeIntervalSince1970))
    _ = try await scope.acting(as: .operator, at: Self.now).addTask(
      NewTask(person: "matti@acme.example", description: "Soita", date: today), today: today)
  }

  /// The time slept so far.
  var time: Duration { slept.withLock(\.self) }

  /// Changes the password. Returns true when the password was another.
  func change(password new: String) -> Bool {
    password.withLock { present in
      defer { present = new }
      return present != new
    }
  }

  func trouble() async throws -> String? {
    try await store.remindingState(overdue: Self.now, failed: Self.now).trouble
  }

  /// Runs a watch of its own until `isEnough` of the time that was slept; no real time passes.
  func run(until isEnough: @escaping @Sendable (Duration) async throws -> Bool) async throws {
    let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
    let now: @Sendable () -> Date = { [self] in
      Self.now + slept.withLock { $0 } / .seconds(1)
    }
    let access = SMTPAccess(
      PasswordSource { [self] in try Secret(password.withLock { $0 }) }
    ) { [port] credential in
      try .parse(
        url: "smtp://127.0.0.1:\(port)", tlsNone: true,
        login: credential.map { SMTPEndpoint.Login(username: "crm", $0) }, timeout: .seconds(20))
    }
    let reminding = ReminderRun(
      store: store, from: NoticeMail.Sender(displayName: nil, address: "crm@example.fi"),
      connections: 1, logger: logger, now: now, access: access)
    let watch = ReminderWatch(
      reminding, store: store, logger: logger, now: now, login: "crm", serverPauses: pauses,
      retryWait: RetryWait { [self] piece in
        let time = slept.withLock { time in
          time += piece
          return time
        }
        if try await isEnough(time) {
          withUnsafeCurrentTask { $0?.cancel() }
          throw CancellationError()
        }
      })
    let task = Task { try await watch.runUntilCancelled() }
    // A watch that has done its work waits for real.
    _ = try await eventually(within: .seconds(60)) {
      try await isEnough(slept.withLock { $0 })
    }
    task.cancel()
    try await task.value
  }
}
