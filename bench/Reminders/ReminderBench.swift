import Foundation
import Store

/// Measures the reminder worker: notices sent a second, and what it costs to find what is due.
///
/// MINICRM_REMINDER_NOTICES is how many are sent, 5,000 unless set, and MINICRM_REMINDER_TASKS how
/// many tasks have a reminder to come, 100,000 unless set.
enum ReminderBench {
  static func run() async throws {
    let notices = number("MINICRM_REMINDER_NOTICES") ?? 5_000
    let tasks = number("MINICRM_REMINDER_TASKS") ?? 100_000
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("reminder-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let world = try await ReminderWorld(
      in: directory.path, persons: SendingBench.noticesPerRound(of: notices))
    try await findDue(world, tasks)
    try await send(world)
  }

  private static func findDue(_ world: ReminderWorld, _ tasks: Int) async throws {
    print("| tasks with a reminder to come | look | median ms | p99 |")
    print("|---|---|---|---|")
    var planned = 0
    for size in [tasks / 100, tasks] {
      try world.planLater(size - planned)
      planned = size
      let store = world.store
      let next = try await times { _ = try await store.nextReminderMoment() }
      print("| \(size) | `nextReminderMoment` | \(next) |")
      let claim = try await times {
        let now = Date()
        let claimed = try await store.claimNotices(
          NoticeClaim(worker: "bench", until: now + 60, domain: "example.fi"), now: now)
        guard claimed.isEmpty else { throw BenchFailure("something is due that should not be") }
      }
      print("| \(size) | `claimNotices`, nothing due | \(claim) |")
      fflush(nil)
    }
    print("")
  }

  private static func send(_ world: ReminderWorld) async throws {
    let bench = SendingBench(world: world, sink: try MailSink())
    print("A durable commit of one page takes \(try await commitTime(world.store)) ms.\n")
    print("| added round trip | connections | notices/s | smtplib, mails/s | ratio | peak MB |")
    print("|---|---|---|---|---|---|")
    for roundTrip in [0, 20] {
      // 4 is what the settings have unless told otherwise.
      print(
        try await bench.measure(roundTrip: roundTrip, connections: [4, 8])
          .joined(separator: "\n"))
      fflush(nil)
    }
  }

  private static func times(_ work: () async throws -> Void) async throws -> String {
    var times = Times()
    // The first ones warm the cache.
    for _ in 0..<100 { try await work() }
    for _ in 0..<2_000 { try await times.measure(work) }
    return "\(milliseconds(times.median)) | \(milliseconds(times.p99))"
  }

  /// What the disk gives: the smallest transaction that the store can make.
  private static func commitTime(_ store: Store) async throws -> String {
    var times = Times()
    for number in 0..<100 {
      try await times.measure {
        _ = try await store.beginMailbox(
          "m\(number)", source: MailboxSource(account: "a@b", folder: "INBOX"), uidValidity: 1)
      }
    }
    return "\(milliseconds(times.median)) (median; p99 \(milliseconds(times.p99)))"
  }

  private static func milliseconds(_ duration: Duration) -> String {
    String(format: "%.3f", duration / .milliseconds(1))
  }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}
