import Foundation
import TestKit
import Testing

@testable import Reminders

/// Who is at work, and who was.
@Suite struct WorkerLockTests {
  private let spool: TemporaryDirectory

  init() throws { spool = try TemporaryDirectory() }

  @Test func `a worker at work is not abandoned, whoever looks`() async throws {
    let lock = try await WorkerLock.acquire("a", in: spool.path)
    #expect(try abandoned() == [])
    lock.remove()
    #expect(try abandoned() == [])
    #expect(try files() == [])
  }

  @Test func `a worker that ended without a word is found until its lock is removed`()
    async throws
  {
    _ = try await WorkerLock.acquire("a", in: spool.path)
    #expect(try abandoned() == ["a"])
    let found = try #require(try WorkerLock.abandoned(in: spool.path).first)
    #expect(try abandoned() == [], "somebody cares for it already")
    found.remove()
    #expect(try files() == [])
  }

  @Test func `a lock that somebody looks at is waited for, and made anew when it is gone`()
    async throws
  {
    _ = try await WorkerLock.acquire("a", in: spool.path)
    var found = try WorkerLock.abandoned(in: spool.path).first
    let path = spool.path
    async let waiting = WorkerLock.acquire("a", in: path)
    found?.remove()
    found = nil
    let lock = try await waiting
    #expect(try files() == ["worker-a"] && abandoned() == [])
    lock.remove()
  }

  @Test func `other files in the spool are left alone`() throws {
    try spool.write("", to: "lock-documents")
    #expect(try abandoned() == [])
    #expect(try files() == ["lock-documents"])
  }

  private func abandoned() throws -> [String] {
    try WorkerLock.abandoned(in: spool.path).map(\.worker)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: spool.path)
  }
}
