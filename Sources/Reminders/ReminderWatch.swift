import Foundation
import Logging
import MailTransport
import Platform
import Store

/// The life of the reminder worker: it sends what is due, sleeps until the next moment, and so on.
///
/// Idle it wakes twice a minute for one look along an index: what other processes plan is noticed
/// so, and a clock that was set, of which it tells, and after which it compares all plans.
package struct ReminderWatch: Sendable {
  private static let longestSleep = Duration.seconds(30)
  private static let refreshInterval: TimeInterval = 86_400

  private let run: ReminderRun
  private let store: Store
  private let logger: Logger
  private let now: @Sendable () -> Date
  private let report: ReminderReport
  private let retry: RetryPlan

  /// `login` says whose login at which server it is; `serverPauses` are shared by all who talk to
  /// servers, and by the watches that come after this one.
  package init(
    _ run: ReminderRun, store: Store, logger: Logger, now: @escaping @Sendable () -> Date,
    report: ReminderReport = .unheard, login: String, serverPauses: ServerPauses = ServerPauses(),
    retryWait: RetryWait = RetryWait()
  ) {
    self.run = run
    self.store = store
    self.logger = logger
    self.now = now
    self.report = report
    retry = RetryPlan(
      of: login, serverPauses, retryWait, sign: report.sign, now: now,
      check: { try store.requireInPlace() })
  }

  /// Sends what is due, once. Throws when something could not be tried.
  package func sendOnce() async throws {
    try await refresh()
    try await sendNoting()
    try await store.clearSendingTrouble()
  }

  /// Plans anew what needs it, and tells of a clock that is far from the look before.
  private func refresh() async throws {
    if let last = try await store.noteLook(now: now()),
      let change = ClockLook.change(since: last, now: now())
    {
      logger.warning("\(change)")
    }
    try await store.refreshPlans(now: now())
  }

  private func sendNoting() async throws {
    do {
      try await run.sendDue()
    } catch {
      let told = retry.toldOnce(error, RetryPauses(usual: Self.usualPauses))
      await note(told)
      throw told
    }
  }

  private static let usualPauses = Backoff(first: .seconds(1), limit: .seconds(300))

  /// Until the task is cancelled. Trouble is said once, when it begins, and its end too; the pauses
  /// grow from a second to five minutes meanwhile; to an hour where the login is refused, unless
  /// what it depends on changes; and are as long as the server asks for. Throws when the store is
  /// not there any more: a new process has to open what is.
  package func runUntilCancelled() async throws {
    var pauses = RetryPauses(usual: Self.usualPauses)
    var lastTrouble: String?
    var refreshedAt: Date?
    var look = ClockLook(wall: now(), instant: .now)
    var zones: [Zone: ZoneDirectory.Edition] = [:]
    // One that ended in trouble may have left it recorded.
    var isClear = false
    var presence: Presence?
    defer { withExtendedLifetime(presence) {} }
    while !Task.isCancelled {
      let basis = run.access.source?.fingerprint()
      do {
        if presence == nil { presence = try Presence.show(.reminding, in: store) }
        let isClockSet = tell(ofClockSince: &look)
        if try await tell(ofZonesSince: &zones) || isClockSet { refreshedAt = nil }
        if refreshedAt.map({ abs(now().timeIntervalSince($0)) > Self.refreshInterval }) ?? true {
          try await refresh()
          refreshedAt = now()
        }
        try await retry.keepServersPause { await report.activity(.leavingAlone(until: $0)) }
        try await run.sendDue()
        if lastTrouble != nil { logger.notice("reminders are sent again") }
        lastTrouble = nil
        if !isClear { try await store.clearSendingTrouble() }
        isClear = true
        pauses.reset()
        try await sleepUntilNext()
      } catch {
        if Task.isCancelled { return }
        try store.requireInPlace()
        let step = retry.step(after: error, &pauses)
        let told = "\(step.told)"
        if lastTrouble == nil { logger.error("\(told)") } else { logger.debug("\(told)") }
        if lastTrouble != told { await note(step.told) }
        isClear = false
        lastTrouble = told
        // The server's pause is waited out before the next connection, whoever makes that.
        if step.advice.isServersWish { continue }
        await report.activity(.pausing(step.pause))
        // The stop that was asked for, and a store that is gone, are seen by the loop.
        try? await retry.wait(step, run.access.source, was: basis)
      }
    }
  }

  /// Tells of a clock that was set since the last look. Returns true for such a clock.
  private func tell(ofClockSince look: inout ClockLook) -> Bool {
    let before = look
    look = ClockLook(wall: now(), instant: .now)
    guard let change = before.change(at: look) else { return false }
    logger.warning("\(change)")
    return true
  }

  /// Tells of zones whose rules changed since the last look, with tzdata. Returns true for such.
  private func tell(ofZonesSince known: inout [Zone: ZoneDirectory.Edition]) async throws -> Bool {
    let before = known
    known = try await store.zoneEditions()
    let changed = known.filter { zone, edition in before[zone].map { $0 != edition } ?? false }
    guard !changed.isEmpty else { return false }
    let names = changed.keys.map(\.name).sorted().prefix(5).joined(separator: ", ")
    logger.notice("the rules of time zones have changed (\(names)); all plans are compared")
    return true
  }

  /// Records the trouble for the status, unless it is the stop that was asked for. A store that
  /// can't take it must not hide it.
  private func note(_ error: any Error) async {
    if Task.isCancelled { return }
    do {
      try await store.recordSendingTrouble("\(error)", now: now())
    } catch let second {
      logger.error("the trouble with sending is not recorded: \(second)")
    }
  }

  private func sleepUntilNext() async throws {
    await store.rest()
    try store.requireInPlace()
    let next = try await store.nextReminderMoment()
    let wait = next.map { Duration.seconds($0.timeIntervalSince(now())) } ?? Self.longestSleep
    // Half a second at least: a moment that is due but can't be claimed yet must not spin.
    let pause = min(max(wait, .milliseconds(500)), Self.longestSleep)
    await report.activity(.waiting(until: next))
    report.sign(pause)
    try await Task.sleep(for: pause)
  }
}
