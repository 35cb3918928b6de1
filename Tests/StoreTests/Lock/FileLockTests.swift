import Foundation
import TestKit
import Testing

@testable import Platform
@testable import Store

/// Locks of processes against each other; to another descriptor another process is as good.
@Suite struct FileLockTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path("lock") }
  private let name = LockName(subject: "test", use: "tries it")

  init() throws { directory = try TemporaryDirectory() }

  private func lock(
    _ kind: LockFile.Kind = .exclusive, _ patience: Patience = .upTo(.milliseconds(50))
  ) throws -> FileLock { try FileLock.acquire(kind, at: path, name, patience) }

  @Test func `one process has it, and its id stands in the file`() throws {
    var first: FileLock? = try lock()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) == getpid())
    #expect(try FileLock.acquireAtOnce(.exclusive, at: path, name) == nil)
    withExtendedLifetime(first) {}
    first = nil
    #expect(try FileLock.acquireAtOnce(.exclusive, at: path, name) != nil)
  }

  @Test func `patience ends with who holds it, for how long, and what to do`() throws {
    var first: FileLock? = try lock()
    let error = #expect(throws: SystemError.self) { try lock() }
    #expect(error?.kind == .busy)
    #expect(
      error?.description
        == "test: process \(getpid()) still tries it after 0.1 s; see what it does "
        + "(ps \(getpid())), end it if it hangs, and try again; nothing was changed")
    withExtendedLifetime(first) {}
    first = nil
    // A process that lost patience keeps nobody waiting.
    _ = try lock(.exclusive, .upTo(.seconds(20)))
  }

  @Test func `many share it, and each holder is known by its own id`() async throws {
    let other = try await OtherProcess.locking(path)
    let error = #expect(throws: SystemError.self) { try lock(.shared) }
    #expect(error?.description.contains("process \(other.id) still") == true)
    other.signal(SIGKILL)
    try await other.end()
    var shared = [try lock(.shared), try lock(.shared)]
    let busy = #expect(throws: SystemError.self) { try lock() }
    #expect(busy?.description.contains("process \(getpid()) still") == true)
    withExtendedLifetime(shared) {}
    shared = []
    _ = try lock()
  }

  @Test func `a killed holder frees it, and the one who waits has it at once`() async throws {
    let other = try await OtherProcess.locking(path)
    let told = Collected<String>()
    let patience = Patience.endless(telling: .milliseconds(20), sign: { _ in }) { text in
      // Waiting goes on meanwhile.
      if told.add(text) == 3 { other.signal(SIGKILL) }
    }
    let mine = try lock(.exclusive, patience)
    withExtendedLifetime(mine) {}
    #expect(told.all.first == "test: waiting for process \(other.id), which tries it")
    #expect(told.all.count >= 3)
  }

  @Test func `those who wait get it in the order in which they came`() async throws {
    var first: FileLock? = try lock()
    let order = Collected<Int>()
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          try await BlockingWork.run("test", directory: path) {
            let file = try LockFile(path, subject: "test")
            try file.wait(.exclusive)
            order.add(number)
            file.release()
          }
        }
        // The next one comes when this one stands in the queue.
        let probe = try LockFile(path, subject: "test")
        try #require(try await eventually { try probe.nextPlace() == Int64(number) + 3 })
      }
      withExtendedLifetime(first) {}
      first = nil
      try await group.waitForAll()
    }
    #expect(order.all == Array(0..<8))
  }

  @Test func `whoever is killed while waiting lets nobody pass those before`() async throws {
    let holder = try lock()
    // Stands at the second place, and its end leaves a gap behind the holder.
    #expect(throws: SystemError.self) { try lock() }
    #expect(try FileLock.acquireAtOnce(.exclusive, at: path, name) == nil)
    #expect(throws: SystemError.self) { try lock() }
    withExtendedLifetime(holder) {}
  }
}
