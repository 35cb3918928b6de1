import MailTransport
import Testing

@testable import MailIngest

@Suite struct FetchPipelineLaneTests {
  private let lanes = (0..<2).map { _ in FetchPipeline.Lane() }

  private func arrival(_ uid: UInt32) -> FetchArrival {
    FetchArrival(
      group: FetchGroup([ListedMessage(uid: UID(rawValue: uid), size: 1)]),
      spool: Spool(in: nil, orAFileIn: "/nowhere", limit: 1))
  }

  private func reading(_ arrival: FetchArrival) -> ReadArrival {
    ReadArrival(mails: [], uids: arrival.group.uids, failure: nil, suspects: [:])
  }

  private func sendAll(_ count: UInt32) async {
    var turns = FetchPipeline.Lane.Turns(lanes)
    for uid in 1...count { await turns.next().send(arrival(uid)) }
    for lane in lanes { lane.close() }
  }

  private func takeAll() async -> [UInt32] {
    var turns = FetchPipeline.Lane.Turns(lanes)
    var taken: [UInt32] = []
    while let read = await turns.next().next() { taken += read.uids.map(\.rawValue) }
    return taken
  }

  @Test func `groups keep their order, though the second is read before the first`() async throws {
    let (secondIsRead, signal) = AsyncStream<Void>.makeStream()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await sendAll(7) }
      for lane in lanes {
        group.addTask {
          try await lane.run { arrival in
            switch arrival.group.uids[0].rawValue {
            case 1: await secondIsRead.first { true }
            case 2: signal.finish()
            default: break
            }
            return reading(arrival)
          }
        }
      }
      #expect(await takeAll() == Array(1...7))
      for try await _ in group {}
    }
  }

  @Test func `what can't be read ends the sequence, and the lane says why`() async throws {
    struct Unreadable: Error {}
    await #expect(throws: Unreadable.self) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await sendAll(7) }
        for lane in lanes {
          group.addTask {
            try await lane.run { arrival in
              if arrival.group.uids[0].rawValue == 4 { throw Unreadable() }
              return reading(arrival)
            }
          }
        }
        #expect(await takeAll() == [1, 2, 3])
        for try await _ in group {}
      }
    }
  }
}
