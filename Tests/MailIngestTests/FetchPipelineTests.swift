import MailTransport
import TestKit
import Testing

@testable import MailIngest

@Suite struct FetchPipelineTests {
  private struct Trouble: Error {}

  /// A pipeline that reads each of ten messages in a group of its own, of a server that says
  /// goodbye in the middle of `broken`. `read` may throw at a UID.
  private func arrivals(
    brokenAt broken: UInt32? = nil, read: @escaping @Sendable (UInt32) throws -> Void = { _ in },
    _ take: ([UInt32], IMAPError?) throws -> Void
  ) async throws {
    let place = try await Installation()
    let messages = (1...10).map { (uid: UInt32) in
      FakeMailbox.Message(
        uid: uid, Array((String(repeating: "m", count: 80) + "\r\n").utf8),
        // No reset: a kernel at work may have one overtake the message before.
        fault: uid == broken ? .bye(after: 1) : nil)
    }
    let server = try FakeIMAPServer(serving: FakeMailbox(messages))
    let session = try await place.mailbox(port: server.port).access.connect()
    _ = try await session.select("INBOX")
    let groups = (1...10).map { FetchGroup([ListedMessage(uid: UID(rawValue: $0), size: 82)]) }
    let fetch = GroupFetch(
      session: session, limit: 100, memory: SpoolMemory(), directory: place.store.spoolDirectory)
    let pipeline = FetchPipeline(groups, by: fetch) { arrival in
      let whole = arrival.spool.entries.filter(\.isWhole).map(\.uid)
      for uid in whole { try read(uid.rawValue) }
      return ReadArrival(mails: [], uids: whole, failure: arrival.failure, suspects: [:])
    }
    try await pipeline.run { arrivals in
      for await arrival in arrivals { try take(arrival.uids.map(\.rawValue), arrival.failure) }
    }
  }

  @Test func `groups arrive in the order in which they were asked for`() async throws {
    var taken: [UInt32] = []
    try await arrivals { uids, failure in
      taken += uids
      #expect(failure == nil)
    }
    #expect(taken == Array(1...10))
  }

  @Test func `a break is the last arrival, and what came before is read`() async throws {
    var taken: [UInt32] = []
    var failures: [Bool] = []
    try await arrivals(brokenAt: 4) { uids, failure in
      taken += uids
      failures.append(failure != nil)
    }
    #expect(taken == [1, 2, 3])
    #expect(failures == [false, false, false, true])
  }

  @Test(arguments: [1, 2, 7, 10])
  func `what can't be read ends all of it`(uid: UInt32) async throws {
    var taken: [UInt32] = []
    await #expect(throws: Trouble.self) {
      try await arrivals(read: { if $0 == uid { throw Trouble() } }) { uids, _ in taken += uids }
    }
    #expect(taken == Array(1..<uid))
  }

  @Test(arguments: [1, 2, 7, 10])
  func `who can't file an arrival ends all of it`(uid: UInt32) async throws {
    await #expect(throws: Trouble.self) {
      try await arrivals { uids, _ in if uids == [uid] { throw Trouble() } }
    }
  }
}
