import Foundation
import Platform
import Store
import TestKit
import Testing

@testable import Reminders

/// The workers that are at work, and those that were.
@Suite struct WorkerLockTests {
  private let spool: TemporaryDirectory
  private let worker = UUID().uuidString

  init() throws { spool = try TemporaryDirectory() }

  @Test func `a worker at work is not abandoned, whoever looks`() async throws {
    let lock = try await WorkerLock.acquire(worker, in: spool.path)
    #expect(try abandoned() == [])
    #expect(try WorkerLock.survey(spool.path).living == [worker])
    lock.remove()
    #expect(try abandoned() == [])
    #expect(try WorkerLock.survey(spool.path).living == [])
    #expect(try files() == [])
  }

  @Test func `a worker that ended without a word is found until its lock is removed`()
    async throws
  {
    _ = try await WorkerLock.acquire(worker, in: spool.path)
    #expect(try abandoned() == [worker])
    #expect(try WorkerLock.survey(spool.path).living == [])
    let found = try #require(try WorkerLock.survey(spool.path).abandoned.first)
    #expect(try abandoned() == [], "somebody cares for it already")
    found.remove()
    #expect(try files() == [])
  }

  @Test func `a lock that somebody looks at is waited for, and made anew when it is gone`()
    async throws
  {
    _ = try await WorkerLock.acquire(worker, in: spool.path)
    var found = try WorkerLock.survey(spool.path).abandoned.first
    let (path, worker) = (spool.path, worker)
    async let waiting = WorkerLock.acquire(worker, in: path)
    found?.remove()
    found = nil
    let lock = try await waiting
    #expect(try files() == ["worker-\(worker)"] && abandoned() == [])
    lock.remove()
  }

  @Test func `other files in the spool are left alone`() throws {
    let others = ["lock-documents", "worker-notes"]
    for name in others { try spool.write("", to: name) }
    let elsewhere = spool.path("elsewhere")
    symlink(elsewhere, spool.path("worker-\(worker)"))
    #expect(throws: SystemError.self) { try abandoned() }
    unlink(spool.path("worker-\(worker)"))
    #expect(try abandoned() == [])
    #expect(try files() == others)
  }

  private func abandoned() throws -> [String] {
    try WorkerLock.survey(spool.path).abandoned.map(\.worker)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: spool.path).sorted()
  }
}
