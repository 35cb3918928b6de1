import Logging
import TestKit
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(5))) struct WatchdogTests {
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test(arguments: [
    ([:], nil), (["WATCHDOG_USEC": "3000000"], 3),
    (["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "7"], 3),
    (["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "8"], nil), (["WATCHDOG_USEC": "0"], nil),
    (["WATCHDOG_USEC": "x"], nil),
  ])
  func `systemd says whether it watches, and whom`(
    environment: [String: String], seconds: Int?
  ) {
    let interval = WatchdogKeeper.interval(in: environment, process: 7)
    #expect(interval == seconds.map { .seconds($0) })
  }

  @Test func `a part is late once its wait and its allowance have passed`() {
    let report = PartReport("a", allowance: .seconds(10)) { _ in }
    #expect(!report.isLate(at: .now + .seconds(9)))
    #expect(report.isLate(at: .now + .seconds(11)))
    report.sign(waiting: .seconds(60))
    #expect(!report.isLate(at: .now + .seconds(69)))
    #expect(report.isLate(at: .now + .seconds(71)))
    report.sign()
    #expect(report.isLate(at: .now + .seconds(11)))
    report.signBesideOthers(waiting: .seconds(60))
    report.signBesideOthers(waiting: .seconds(5))
    #expect(!report.isLate(at: .now + .seconds(69)))
    #expect(report.isLate(at: .now + .seconds(71)))
    report.sign(waiting: .seconds(Int64.max / 2))
    #expect(!report.isLate(at: .now + .seconds(86_400)))
    report.end()
    #expect(!report.isLate(at: .now + .seconds(1_000_000_000)))
  }

  @Test func `the watchdog starves while one part of two is late, and is fed again after`()
    async throws
  {
    let manager = try FakeServiceManager()
    let socket = try #require(NotifySocket(manager.address, logger: logger))
    let board = StatusBoard(socket, allowance: .zero)
    let parts = await board.begin(["lively", "hung"])
    parts[0].sign(waiting: .seconds(600))
    // Its time is up at once.
    parts[1].sign()
    let keeper = WatchdogKeeper(
      interval: .seconds(1), board: board, socket: socket, logger: logger)
    #expect(try await eventually { await board.late(at: .now) == ["hung"] })
    for missing in [[], ["hung"], ["hung"]] {
      #expect(await keeper.look(after: missing) == ["hung"])
    }
    parts[1].sign(waiting: .seconds(600))
    #expect(await keeper.look(after: ["hung"]) == [])
    // A message that was sent before would have come before.
    #expect(try await eventually { manager.messages.count == 2 })
    #expect(manager.count(of: "WATCHDOG=1") == 1)
  }
}
