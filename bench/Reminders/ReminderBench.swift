import Foundation
import Store

/// Measures the reminder worker: notices sent a second, and what it costs to find what is due.
///
/// MINICRM_REMINDER_NOTICES is how many are sent, 5,000 unless set, and MINICRM_REMINDER_TASKS how
/// many tasks have a reminder to come, 100,000 unless set.
enum ReminderBench {
  private struct Results: Codable {
    let looks: [Look]
    let sending: [SendingFigures]
  }

  /// The cost of finding due reminders.
  private struct Look: Codable {
    let tasks: Int
    let look: String
    let medianMilliseconds: Double
    let p99Milliseconds: Double

    init(tasks: Int, look: String, _ times: Times) {
      self.tasks = tasks
      self.look = look
      medianMilliseconds = times.median / .milliseconds(1)
      p99Milliseconds = times.p99 / .milliseconds(1)
    }

    var line: String {
      let times = String(format: "%.3f | %.3f", medianMilliseconds, p99Milliseconds)
      return "| \(tasks) | \(look) | \(times) |"
    }
  }

  static func run() async throws {
    let notices = try BenchVariable.count("MINICRM_REMINDER_NOTICES", unlessSet: 5_000)
    let tasks = try BenchVariable.count("MINICRM_REMINDER_TASKS", unlessSet: 100_000)
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("reminder-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let world = try await ReminderWorld(
      in: directory.path, persons: SendingBench.noticesPerRound(of: notices))
    let looks = try await findDue(world, tasks)
    let sending = try await send(world)
    try BenchResults.note(Results(looks: looks, sending: sending), as: "reminders")
  }

  private static func findDue(_ world: ReminderWorld, _ tasks: Int) async throws -> [Look] {
    print("| tasks with a reminder to come | look | median ms | p99 |")
    print("|---|---|---|---|")
    var looks: [Look] = []
    var planned = 0
    for size in [tasks / 100, tasks] {
      try world.planLater(size - planned)
      planned = size
      let store = world.store
      let next = try await times { _ = try await store.nextReminderMoment() }
      let claim = try await times {
        let now = Date()
        let claimed = try await store.claimNotices(
          NoticeClaim(worker: "bench", until: now + 60, domain: "example.fi"), now: now)
        guard claimed.isEmpty else { throw BenchFailure("something is due that should not be") }
      }
      for (name, times) in [
        ("`nextReminderMoment`", next), ("`claimNotices`, nothing due", claim),
      ] {
        let look = Look(tasks: size, look: name, times)
        print(look.line)
        looks.append(look)
      }
      fflush(nil)
    }
    print("")
    return looks
  }

  private static func send(_ world: ReminderWorld) async throws -> [SendingFigures] {
    let bench = SendingBench(world: world, sink: try MailSink())
    print("A durable commit of one page takes \(try await commitTime(world.store)) ms.\n")
    print(SendingFigures.header)
    var all: [SendingFigures] = []
    PeakMemory.reset()
    for roundTrip in [0, 20] {
      // 4 is what the settings have unless told otherwise.
      let figures = try await bench.measure(roundTrip: roundTrip, connections: [4, 8])
      print(figures.map { $0.line(beside: figures) }.joined(separator: "\n"))
      fflush(nil)
      all += figures
    }
    print("\nPeak memory, the sink's and the store's included: \(PeakMemory.megabytes) MB.\n")
    return all
  }

  private static func times(_ work: () async throws -> Void) async throws -> Times {
    var times = Times()
    // The first ones warm the cache.
    for _ in 0..<100 { try await work() }
    for _ in 0..<2_000 { try await times.measure(work) }
    return times
  }

  /// The disk's speed: the time of the smallest transaction that the store can make.
  private static func commitTime(_ store: Store) async throws -> String {
    var times = Times()
    for number in 0..<100 {
      try await times.measure {
        _ = try await store.beginMailbox(
          "m\(number)", source: MailboxSource(account: "a@b", folder: "INBOX"), uidValidity: 1,
          now: Date())
      }
    }
    return "\(milliseconds(times.median)) (median; p99 \(milliseconds(times.p99)))"
  }

  private static func milliseconds(_ duration: Duration) -> String {
    String(format: "%.3f", duration / .milliseconds(1))
  }
}
