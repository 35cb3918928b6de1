import Foundation
import MailTransport
import Records
import Store

/// The plan hears what became of its actions.
extension FetchPlan {
  /// The messages have their verdicts.
  mutating func settled(_ uids: [UID]) {
    waiting.settle(uids)
  }

  /// The store refused a message, for this reason.
  mutating func refused(_ uid: UID, because reason: MailReason) {
    waiting.suspect(uid, because: reason)
  }

  /// All that came of a group is filed, or was refused: what was delivered, and what wasn't.
  mutating func arrived(_ delivered: [UID], suspects: [UID: MailReason], failure: IMAPError?) {
    record.count(failure, delivered: delivered)
    for (uid, reason) in suspects { waiting.suspect(uid, because: reason) }
    if let failure { ended(by: failure) }
  }

  /// The try to fetch a message alone is on record.
  mutating func counted(_ trouble: FetchTrouble) {
    tries.count(trouble)
  }

  /// The reason why a message that was asked for alone, and came, is kept with its bytes only, and
  /// whether its header is read; nil for a message that is filed.
  func keepingReason(of uid: UID) -> (reason: MailReason, readsHeader: Bool)? {
    guard let reason = waiting.suspects[uid] else { return nil }
    let ends = ends[uid] ?? 0
    return ends < InProgressFile.mostEnds
      ? (reason, true)
      : (.endedProcesses(ends), ends <= InProgressFile.mostEnds)
  }

  /// A message was asked for alone, and what came of it is filed or kept.
  mutating func asked(
    _ request: LoneRequest, failure: IMAPError?, _ outcome: FetchOutcome, now: Date
  ) {
    let uid = request.uid
    ends[uid] = nil
    if let failure { ended(by: failure) }
    if case .trying = phase { return tried(failure) }
    defer { if record.refusesAll, rounds.doubt == .none { rounds.doubt = .raised } }
    guard let reason = waiting.suspects[uid] else { return }
    if failure == nil { record.refused(uid) }
    tries.failed(uid, broke: failure != nil, outcome)
    // A message that breaks the connection again and again is given up at once.
    guard failure != nil, request.countedFor != nil, let trouble = tries.troubles[uid],
      trouble.tries >= LoneTries.beforeFailed,
      record.lastDelivered != nil || waiting.progress.of == 1 || trouble.isOld(now)
    else { return }
    givenUp = .fail(request.message, because: reason, .lastTry)
  }

  /// The newest message was asked for since connection after connection broke.
  private mutating func tried(_ failure: IMAPError?) {
    guard let failure, record.breaksInRow > 0 else { return endedEarly = false }
    broken = nil
    phase = .stopped(ServerUnsteady(breaks: record.breaksInRow, last: failure.description))
  }

  /// The folder holds these messages; nil where that isn't sure. Returns those that are gone.
  mutating func located(_ present: Set<UID>?) -> [UID] {
    let suspects = waiting.suspectedMessages.map(\.uid)
    let gone = present.map { present in suspects.filter { !present.contains($0) } } ?? []
    waiting.drop(gone)
    if case .locating(let next) = phase { phase = gone.count < suspects.count ? next : .done }
    return gone
  }

  /// The server delivers a message that it delivered before, or doesn't any more.
  mutating func probed(delivers: Bool) {
    guard case .rounds = phase else {
      phase = .judging(delivers: delivers, waiting.suspectedMessages[...])
      return
    }
    if delivers { record.isWell() }
    rounds.doubt = delivers ? .none : .confirmed
  }

  private mutating func ended(by failure: IMAPError) {
    endedEarly = true
    if failure.endsSession { broken = failure.message }
  }
}
