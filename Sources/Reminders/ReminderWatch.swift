import Foundation
import Logging
import MailTransport
import Store

/// The life of the reminder worker: it sends what is due, sleeps until the next moment, and so on.
///
/// Idle it wakes twice a minute for one look along an index: what other processes plan is noticed so,
/// and a clock that was set, of which it tells, and after which it compares all plans.
package struct ReminderWatch: Sendable {
  private static let longestSleep = Duration.seconds(30)
  private static let refreshInterval: TimeInterval = 86_400

  private let run: ReminderRun
  private let store: Store
  private let logger: Logger
  private let now: @Sendable () -> Date
  private let report: ReminderReport
  private let login: String
  private let serverPauses: ServerPauses
  private let retryWait: RetryWait

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
    self.login = login
    self.serverPauses = serverPauses
    self.retryWait = retryWait
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
      // Nobody tries again here; the server's wish is another matter.
      guard (error as? ServerTrouble)?.retryAdvice.isServersWish ?? false else {
        await note(error)
        throw error
      }
      var pauses = RetryPauses(usual: Self.usualPauses)
      let (told, _) = plan(after: error, &pauses)
      await note(told)
      throw told
    }
  }

  private static let usualPauses = Backoff(first: .seconds(1), limit: .seconds(300))

  /// Until the task is cancelled. Trouble is said once, when it begins, and its end too; the pauses
  /// grow from a second to five minutes meanwhile; to an hour where the login is refused, unless what it
  /// depends on changes; and are as long as the server asks for. Throws when the store is not there any more: a new
  /// process has to open what is.
  package func runUntilCancelled() async throws {
    var pauses = RetryPauses(usual: Self.usualPauses)
    var lastTrouble: String?
    var refreshedAt: Date?
    var look = ClockLook(wall: now(), instant: .now)
    var zones: [String: ZoneDirectory.Edition] = [:]
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
        try await keepServersPause()
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
        let (told, pause) = plan(after: error, &pauses)
        if lastTrouble == nil { logger.error("\(told)") } else { logger.debug("\(told)") }
        if lastTrouble != "\(told)" { await note(told) }
        isClear = false
        lastTrouble = "\(told)"
        await self.pause(pause, after: told, onTheBasis: basis)
      }
    }
  }

  /// Waits for the next try: as long as the login is refused, what it depended on is compared with what
  /// it was. The stop that was asked for, and a store that is gone, are seen by the loop.
  private func pause(
    _ pause: Duration, after error: any Error, onTheBasis basis: CredentialFingerprint?
  ) async {
    let advice = (error as? ServerTrouble)?.retryAdvice ?? .usual
    // The server's pause is waited out before the next connection, whoever makes that.
    if advice.isServersWish { return }
    await report.activity(.pausing(pause))
    try? await wait(pause) { advice.isAboutLogin && run.access.source?.fingerprint() != basis }
  }

  /// The error with what is told of the pause that follows, and that pause.
  private func plan(
    after error: any Error, _ pauses: inout RetryPauses
  ) -> (told: any Error, pause: Duration) {
    guard var trouble = error as? ServerTrouble else {
      return (error, pauses.next(after: .usual, random: .random(in: 0..<1)))
    }
    let pause = pauses.next(after: trouble.retryAdvice, random: .random(in: 0..<1))
    trouble.nextTry =
      trouble.retryAdvice.isServersWish
      ? serverPauses.keep(pause, of: login, now: now()) : now() + pause / .seconds(1)
    return (trouble, pause)
  }

  /// Waits while the server wants to be left alone.
  private func keepServersPause() async throws {
    while let left = serverPauses.left(of: login, now: now()) {
      await report.activity(.leavingAlone(until: now() + left / .seconds(1)))
      try await wait(left) { false }
    }
  }

  private func wait(_ pause: Duration, until isOver: () -> Bool) async throws {
    try await retryWait.wait(pause, sign: report.sign) {
      try store.requireInPlace()
      return isOver()
    }
  }

  /// Whether the clock was set since the last look.
  private func tell(ofClockSince look: inout ClockLook) -> Bool {
    let before = look
    look = ClockLook(wall: now(), instant: .now)
    guard let change = before.change(at: look) else { return false }
    logger.warning("\(change)")
    return true
  }

  /// Whether tzdata was brought up to date since the last look.
  private func tell(ofZonesSince known: inout [String: ZoneDirectory.Edition]) async throws -> Bool
  {
    let before = known
    known = try await store.zoneEditions()
    let changed = known.filter { zone, edition in before[zone].map { $0 != edition } ?? false }
    guard !changed.isEmpty else { return false }
    let names = changed.keys.sorted().prefix(5).joined(separator: ", ")
    logger.notice("the rules of time zones have changed (\(names)); all plans are compared")
    return true
  }

  /// Records the trouble for the status, unless it is the stop that was asked for. A store that can't take it must not hide it.
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
