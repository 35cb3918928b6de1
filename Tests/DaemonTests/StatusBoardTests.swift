import Logging
import TestKit
import Testing

@testable import Daemon

/// The lines that the service manager reads of all parts together.
@Suite(.timeLimit(.minutes(5))) struct StatusBoardTests {
  private let manager: FakeServiceManager
  private let board: StatusBoard

  init() throws {
    manager = try FakeServiceManager()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let socket = try #require(NotifySocket(manager.address, logger: logger))
    board = StatusBoard(socket, allowance: .seconds(60))
  }

  @Test func `parts are told of together, and nothing is told twice`() async throws {
    let parts = await board.begin(["sales", "invoices"])
    await parts[0].doing("waiting for mail")
    await parts[0].doing("waiting for mail")
    await parts[1].doing("waiting for mail")
    #expect(try await eventually { manager.statuses.count == 3 })
    #expect(
      manager.statuses == [
        "sales, invoices: starting", "invoices: starting; sales: waiting for mail",
        "sales, invoices: waiting for mail",
      ])
    #expect(manager.count(of: "READY=1") == 1)
  }

  @Test func `a complaint stands before the rest until other parts begin`() async throws {
    let parts = await board.begin(["sales"])
    await board.complain("the settings before are in use")
    await parts[0].doing("reading")
    _ = await board.begin(["invoices"])
    #expect(try await eventually { manager.statuses.count == 4 })
    #expect(
      manager.statuses == [
        "starting", "the settings before are in use; starting",
        "the settings before are in use; reading", "starting",
      ])
    #expect(manager.count(of: "READY=1") == 3)
  }

  @Test func `a sign of parts that wait together is a sign of each`() async {
    let parts = await board.begin(["sales", "invoices"])
    let together = LifeSigns()
    for part in parts { together.add(part) }
    together.sign(waiting: .seconds(600))
    #expect(await board.late(at: .now + .seconds(650)) == [])
    parts[0].sign()
    #expect(await board.late(at: .now + .seconds(650)) == ["sales"])
    parts[0].end()
    #expect(await board.late(at: .now + .seconds(700)) == ["invoices"])
  }
}
