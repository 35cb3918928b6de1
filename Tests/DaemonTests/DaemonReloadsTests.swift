import Logging
import Synchronization
import TestKit
import Testing
import UnixSignals

@testable import Daemon

/// A daemon's work from one reading of its settings to the next.
@Suite(.timeLimit(.minutes(5))) struct DaemonReloadsTests {
  private struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// Settings that are read again at each hangup, and parts that tell of their beginnings and ends.
  private final class Installation: Sendable {
    private let told = Mutex<[String]>([])
    private let plans: AsyncStream<Result<DaemonWork, Failed>>
    private let read: AsyncStream<Result<DaemonWork, Failed>>.Continuation
    private let hangups: AsyncStream<UnixSignal>
    private let signal: AsyncStream<UnixSignal>.Continuation
    let manager: FakeServiceManager

    init() throws {
      (plans, read) = AsyncStream.makeStream()
      (hangups, signal) = AsyncStream.makeStream()
      manager = try FakeServiceManager()
    }

    var transcript: [String] { told.withLock { $0 } }

    /// Waits until so many events were told.
    func wait(for count: Int) async throws {
      #expect(try await eventually { transcript.count == count })
    }

    func tell(_ event: String) { told.withLock { $0.append(event) } }

    /// A part that runs until its task is cancelled.
    func part(_ name: String) -> DaemonPart {
      DaemonPart(name) { _ in
        self.tell("\(name) begins")
        for await _ in AsyncStream<Void>.makeStream().stream {}
        self.tell("\(name) ends")
      }
    }

    /// A hangup, at which the settings say this.
    func hangUp(_ settings: Result<DaemonWork, Failed>) {
      read.yield(settings)
      signal.yield(.sighup)
    }

    /// Runs the work while `body` does; then it is cancelled. Throws what a part throws.
    func run(_ first: DaemonWork, _ body: @escaping @Sendable () async throws -> Void) async throws
    {
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let socket = try #require(NotifySocket(manager.address, logger: logger))
      let board = StatusBoard(socket, allowance: .seconds(60))
      let reloads = DaemonReloads(board: board, socket: socket, logger: logger) {
        guard let next = await self.plans.first(where: { _ in true }) else {
          throw CancellationError()
        }
        return try next.get()
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await reloads.work(from: first) }
        group.addTask { await reloads.planAnew(at: self.hangups) }
        group.addTask {
          try await body()
          throw CancellationError()
        }
        do {
          for try await _ in group {}
        } catch is CancellationError {
          group.cancelAll()
        }
      }
    }
  }

  private let installation: Installation

  init() throws { installation = try Installation() }

  private func work(_ names: String...) -> DaemonWork {
    DaemonWork(saying: "reading \(names)", names.map(installation.part))
  }

  @Test func `new parts begin once all of the old ones have ended`() async throws {
    let installation = installation
    let (old, new) = (work("a", "b"), work("c"))
    try await installation.run(old) {
      try await installation.wait(for: 2)
      installation.hangUp(.success(new))
      try await installation.wait(for: 5)
    }
    #expect(installation.transcript.last == "c ends")
    #expect(Set(installation.transcript[..<2]) == ["a begins", "b begins"])
    #expect(Set(installation.transcript[2..<4]) == ["a ends", "b ends"])
    #expect(installation.transcript[4] == "c begins")
    #expect(try await eventually { installation.manager.count(of: "READY=1") == 2 })
    let reloads = installation.manager.messages.filter { $0.hasPrefix("RELOADING=1\nMONOTONIC_") }
    #expect(reloads.count == 1)
  }

  @Test func `settings that are wrong are said, and the parts go on`() async throws {
    let installation = installation
    try await installation.run(work("a")) {
      try await installation.wait(for: 1)
      installation.hangUp(.failure(Failed(description: "line 3 is wrong")))
      #expect(try await eventually { installation.manager.status?.contains("line 3") == true })
      #expect(installation.transcript == ["a begins"])
    }
    #expect(installation.transcript == ["a begins", "a ends"])
    #expect(
      installation.manager.status == "the settings before are in use (line 3 is wrong); starting")
  }

  @Test func `a part that fails ends the others and is thrown, one that is done doesn't`()
    async throws
  {
    let installation = installation
    let (failing, fail) = AsyncStream<Void>.makeStream()
    let parts = [
      installation.part("a"), DaemonPart("done") { _ in installation.tell("done") },
      DaemonPart("failing") { _ in
        for await _ in failing {}
        throw Failed(description: "gone")
      },
    ]
    await #expect(throws: Failed.self) {
      try await installation.run(DaemonWork(saying: "reading", parts)) {
        try await installation.wait(for: 2)
        fail.finish()
        for await _ in AsyncStream<Void>.makeStream().stream {}
      }
    }
    #expect(Set(installation.transcript) == ["a begins", "done", "a ends"])
  }
}
