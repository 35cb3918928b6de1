import NIOCore
import Testing

@testable import Web

/// The time that a connection has left.
@Suite struct ConnectionTimingTests {
  private func at(_ seconds: Int64) -> NIODeadline {
    .uptimeNanoseconds(0) + .seconds(1_000 + seconds)
  }

  @Test func `the time between requests begins anew with each answer`() {
    var timing = ConnectionTiming(ServerLimits(), at: at(0))
    #expect(timing.deadline == at(60))
    timing.headCame(at: at(5))
    timing.requestEnded(at: at(5))
    #expect(timing.deadline == nil)
    timing.answerEnded(isLast: false, at: at(30))
    #expect(timing.deadline == at(90))
  }

  @Test func `a head gets ten seconds from its first byte`() {
    var timing = ConnectionTiming(ServerLimits(), at: at(0))
    timing.bytesCame(at: at(3))
    timing.bytesCame(at: at(8))
    #expect(timing.deadline == at(13))
  }

  @Test func `a body earns time by its bytes, and none passes while nobody reads`() {
    var timing = ConnectionTiming(ServerLimits(), at: at(0))
    timing.headCame(at: at(0))
    #expect(timing.deadline == at(10))
    timing.bodyCame(5 * 1_024)
    #expect(timing.deadline == at(15))
    timing.readingPaused(at: at(4))
    #expect(timing.deadline == nil)
    timing.readingWanted(at: at(104))
    #expect(timing.deadline == at(115))
  }

  @Test func `the rest of a request is read for five seconds after its answer`() {
    var timing = ConnectionTiming(ServerLimits(), at: at(0))
    timing.headCame(at: at(0))
    timing.answerEnded(isLast: false, at: at(2))
    timing.bodyCame(1 << 30)
    #expect(timing.deadline == at(7))
    timing.requestEnded(at: at(3))
    #expect(timing.deadline == at(63))
  }

  @Test func `the last answer leaves five seconds`() {
    var timing = ConnectionTiming(ServerLimits(), at: at(0))
    timing.headCame(at: at(0))
    timing.requestEnded(at: at(0))
    timing.answerEnded(isLast: true, at: at(2))
    #expect(timing.deadline == at(7))
  }

  @Test func `a reader may pause for a minute`() {
    var timing = ConnectionTiming(ServerLimits(), at: at(0))
    timing.headCame(at: at(0))
    timing.requestEnded(at: at(0))
    timing.writability(isWritable: false, at: at(1))
    timing.writability(isWritable: false, at: at(9))
    #expect(timing.deadline == at(61))
    timing.writability(isWritable: true, at: at(10))
    #expect(timing.deadline == nil)
  }
}
