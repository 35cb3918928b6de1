import Foundation
import TestKit

/// Delivers mails at a pace, each with one small attachment, looks for their documents, and notes
/// the daemon's memory meanwhile: all in one thread, which is mostly asleep.
struct SteadyStream {
  /// Between two looks into the store: by so much, at most, a commit is noticed late.
  private static let pause = Duration.milliseconds(5)
  /// For the documents of the last mails.
  private static let patience = Duration.seconds(60)

  private let user: String
  private let dovecot: Dovecot
  private let daemon: pid_t
  private let mails: Int
  /// Mails a second.
  private let rate: Int
  private var writer: IntakeMailWriter
  private var arrivals: DocumentArrivals
  /// When each mail was in the mailbox.
  private var delivered: [ContinuousClock.Instant] = []
  private var latencies = Times()
  private var memory: [SteadyResult.Memory] = []
  /// By how much the deliveries were behind the pace at most.
  private var latest = Duration.zero

  init(to user: String, of world: IntakeWorld, daemon: pid_t, mails: Int, rate: Int) throws {
    self.user = user
    dovecot = world.dovecot
    self.daemon = daemon
    self.mails = mails
    self.rate = rate
    writer = world.writer(.tiny)
    arrivals = try DocumentArrivals(in: world.store)
  }

  /// Until every mail has its document.
  mutating func run() throws {
    let start = ContinuousClock.now
    let end = start + due(mails)
    while arrivals.count < mails || memory.count < 100 {
      try deliverDue(since: start)
      for mail in try arrivals.next() {
        latencies.add(ContinuousClock.now - delivered[mail])
      }
      try noteMemory(since: start)
      guard ContinuousClock.now < end + Self.patience else {
        throw BenchFailure("\(mails - arrivals.count) of \(mails) mails became no document")
      }
      usleep(UInt32(Self.pause / .microseconds(1)))
    }
  }

  /// After the start.
  private func due(_ mail: Int) -> Duration { .seconds(1) * mail / rate }

  private mutating func deliverDue(since start: ContinuousClock.Instant) throws {
    while delivered.count < mails, ContinuousClock.now - start >= due(delivered.count) {
      try dovecot.deliver(writer.next(), user: user)
      let now = ContinuousClock.now
      latest = max(latest, now - start - due(delivered.count))
      delivered.append(now)
    }
  }

  /// Every hundredth of the way.
  private mutating func noteMemory(since start: ContinuousClock.Instant) throws {
    let hundredth = due(mails) / 100
    guard memory.count < 100, ContinuousClock.now - start >= hundredth * (memory.count + 1) else {
      return
    }
    memory.append(
      SteadyResult.Memory(
        seconds: (ContinuousClock.now - start) / .seconds(1), size: try ProcessMemory(of: daemon)))
  }

  var result: SteadyResult {
    SteadyResult(
      mails: mails, rate: rate, medianSeconds: latencies.median / .seconds(1),
      p99Seconds: latencies.p99 / .seconds(1), worstSeconds: latencies.worst / .seconds(1),
      latestDeliverySeconds: latest / .seconds(1), memory: memory)
  }
}
