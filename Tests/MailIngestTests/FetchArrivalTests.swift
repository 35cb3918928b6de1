import FoundationEssentials
import MailTransport
import Records
import Testing

@testable import MailIngest

@Suite struct FetchArrivalTests {
  /// A body as the server sends it of messages 1, 2 and 3, each announced with 10 bytes.
  enum Body: Sendable {
    case whole(UInt32)
    /// The connection breaks within the body.
    case begun(UInt32)
  }

  private static func failure(_ kind: IMAPError.Kind = .closed) -> IMAPError {
    IMAPError(subject: "server", kind: kind, message: "it closed")
  }

  private static func arrival(
    _ bodies: [Body], _ failure: IMAPError? = nil, _ outcome: FetchOutcome = FetchOutcome()
  ) throws -> FetchArrival {
    let spool = Spool(in: SpoolMemory().piece(), orAFileIn: "/nowhere", limit: 100)
    try spool.clear(for: 30)
    for body in bodies {
      switch body {
      case .whole(let uid):
        try begin(uid, in: spool)
        spool.end(UID(rawValue: uid), receivedAt: nil)
      case .begun(let uid):
        try begin(uid, in: spool)
        spool.abandon(UID(rawValue: uid))
      }
    }
    let listed = (1...3).map { ListedMessage(uid: UID(rawValue: UInt32($0)), size: 10) }
    return FetchArrival(
      group: FetchGroup(listed), spool: spool, failure: failure, outcome: outcome)
  }

  private static func begin(_ uid: UInt32, in spool: Spool) throws {
    spool.begin(UID(rawValue: uid))
    _ = try [UInt8](repeating: 7, count: 10).withUnsafeBytes { try spool.write($0) }
  }

  private func suspects(_ arrival: FetchArrival) -> [UInt32: MailReason] {
    let uids = arrival.arrived(now: Installation.now).compactMap(\.uid).map(UID.init(rawValue:))
    let found = arrival.suspects(arrived: Set(uids))
    return Dictionary(uniqueKeysWithValues: found.map { ($0.key.rawValue, $0.value) })
  }

  @Test func `all that a finished reply left out is asked for alone, each for its reason`() throws {
    #expect(suspects(try Self.arrival([.whole(1), .whole(2), .whole(3)])) == [:])
    #expect(
      suspects(try Self.arrival([.whole(2)])) == [
        1: MailReason(.notDelivered), 3: MailReason(.notDelivered),
      ])
    let withoutBody = FetchOutcome(withoutBody: [UID(rawValue: 3)])
    #expect(
      suspects(try Self.arrival([.whole(2)], nil, withoutBody)) == [
        1: MailReason(.notDelivered), 3: MailReason(.noContent),
      ])
    let refused = FetchOutcome(withoutBody: [UID(rawValue: 3)], refusal: "NO not now")
    #expect(
      suspects(try Self.arrival([.whole(1), .whole(2)], nil, refused)) == [
        3: .fetchRefused("NO not now")
      ])
  }

  @Test(
    arguments: [
      // Within a body, after one, before the first, and after the last.
      ([.whole(1), .begun(2)], 2), ([.whole(1)], 2), ([], 1),
      ([.whole(1), .whole(2), .whole(3)], nil), ([.begun(2)], 2), ([.whole(3)], 1),
    ] as [([Body], UInt32?)])
  func `of a break one message is suspected, the one that was on its way`(
    bodies: [Body], suspect: UInt32?
  ) throws {
    let found = suspects(try Self.arrival(bodies, Self.failure()))
    #expect(found == suspect.map { [$0: .fetchBroken("it closed")] } ?? [:])
  }

  @Test func `a body beyond the limit has arrived, and is no suspect`() throws {
    let arrival = try Self.arrival([.whole(1), .whole(3)], Self.failure(.stoppedBySink))
    arrival.spool.begin(UID(rawValue: 2))
    _ = try [UInt8](repeating: 7, count: 102).withUnsafeBytes { try arrival.spool.write($0) }
    arrival.spool.abandon(UID(rawValue: 2))
    #expect(suspects(arrival) == [:])
  }

  private struct DiskFull: Error {}

  @Test(
    arguments: [
      (.cancelled, true, true), (.throttled(.seconds(60)), true, true), (.limited, true, true),
      (.sink(DiskFull()), true, true), (.closed, false, true), (.timeout, false, true),
      (.protocolViolation, false, true), (.refused(code: nil), false, true),
      (.stoppedBySink, false, false),
    ] as [(IMAPError.Kind, Bool, Bool)])
  func `a failure of ours or the server's wish ends the run, any other one the session at most`(
    kind: IMAPError.Kind, endsRun: Bool, isBreak: Bool
  ) {
    let failure = Self.failure(kind)
    #expect(failure.endsRun == endsRun && failure.isBreak == isBreak)
    if case .sink = kind {
      #expect(failure.underlying is DiskFull)
    } else {
      #expect(failure.underlying is IMAPError)
    }
  }

  @Test(
    arguments: [
      ([10], 100, nil), ([100], 100, nil), ([101], 100, 101), ([1 << 60], 100, 101),
      ([101, 1], 100, nil), ([], 100, nil),
    ] as [([Int64], Int64, Int64?)])
  func `one byte beyond the limit is asked for of a message that is announced as larger`(
    sizes: [Int64], limit: Int64, asked: Int64?
  ) {
    let group = FetchGroup(
      sizes.enumerated().map { ListedMessage(uid: UID(rawValue: UInt32($0 + 1)), size: $1) })
    #expect(group.bodyLimit(limit) == asked)
    #expect(group.announced <= Int64(sizes.count) << 48)
    #expect(group.byUID.count == sizes.count)
  }
}
