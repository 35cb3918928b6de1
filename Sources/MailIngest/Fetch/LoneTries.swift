import Foundation
import MailTransport
import Store

/// The tries of one run to fetch messages alone, and their failures.
struct LoneTries {
  /// Counted tries of a message in one run.
  private static let mostInRun = 3
  /// Tries that a message gets alone before it is `failed`, over all runs.
  static let beforeFailed = 3

  /// The counted tries of this run's messages, over all runs.
  private(set) var troubles: [UID: FetchTrouble] = [:]
  private var counts: [UID: Int] = [:]
  private var excused: Set<UID> = []
  /// Messages that broke the connection at their last try.
  private(set) var broke: Set<UID> = []
  /// Messages that the server refuses for now only, by its response code (RFC 5530).
  private(set) var refusedForNow: Set<UID> = []
  /// The server said that a limit of its own was reached.
  private(set) var hitLimit = false
  /// The number of messages that wait for a later run, and why the last of them does.
  private(set) var postponed = 0
  private(set) var reason = ""

  func mayAsk(for uid: UID) -> Bool {
    !refusedForNow.contains(uid) && counts[uid, default: 0] < Self.mostInRun
  }

  /// True once for each message: the try that follows is not counted.
  mutating func excuses(_ uid: UID) -> Bool { excused.insert(uid).inserted }

  mutating func count(_ trouble: FetchTrouble) {
    let uid = UID(rawValue: trouble.uid)
    troubles[uid] = trouble
    counts[uid, default: 0] += 1
  }

  /// The try gave no mail.
  mutating func failed(_ uid: UID, broke isBreak: Bool, _ outcome: FetchOutcome) {
    if isBreak { broke.insert(uid) } else { broke.remove(uid) }
    if outcome.refusesForNow { refusedForNow.insert(uid) }
    if outcome.hitsLimit { hitLimit = true }
  }

  mutating func postpones(because reason: String) {
    postponed += 1
    self.reason = reason
  }
}

extension FetchTrouble {
  /// Runs, and seconds since the first of them, after which a message is at fault although no other
  /// one was delivered.
  private static let enoughRuns = 3
  private static let patience: TimeInterval = 3_600

  func isOld(_ now: Date) -> Bool {
    runs >= Self.enoughRuns && now.timeIntervalSince(firstTryAt) >= Self.patience
  }
}
