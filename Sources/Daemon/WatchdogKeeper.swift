import Logging

/// Feeds systemd's watchdog (sd_watchdog_enabled(3)) as long as every part of the daemon keeps its
/// word about when it will be heard of. When one doesn't, systemd is left to end the process and to
/// start it again.
struct WatchdogKeeper: Sendable {
  let interval: Duration
  let board: StatusBoard
  let socket: NotifySocket
  let logger: Logger

  /// Until the task is cancelled. Trouble is said once, when it begins, and its end too.
  func run() async throws {
    var missing: [String] = []
    while true {
      missing = await look(after: missing)
      try await Task.sleep(for: interval / 2)
    }
  }

  /// Feeds the watchdog unless somebody is late; returns who is. `missing` were late before.
  func look(after missing: [String]) async -> [String] {
    let late = await board.late(at: .now)
    if late.isEmpty { socket.send(.watchdog) }
    if late != missing { tell(of: late) }
    return late
  }

  private func tell(of late: [String]) {
    guard !late.isEmpty else {
      logger.notice("all parts are heard of again; the watchdog is fed")
      return
    }
    logger.error(
      "no sign of life in time; the watchdog is not fed",
      metadata: ["part": "\(late.joined(separator: ", "))"])
  }

  /// The time that systemd waits for a sign, by `WATCHDOG_USEC` and `WATCHDOG_PID`; nil when it
  /// doesn't, or means another process.
  static func interval(
    in environment: [String: String], process: Int32
  ) -> Duration? {
    guard let time = environment["WATCHDOG_USEC"].flatMap({ Int64($0) }), time > 0,
      environment["WATCHDOG_PID"].map({ Int32($0) == process }) ?? true
    else { return nil }
    return .microseconds(time)
  }
}
