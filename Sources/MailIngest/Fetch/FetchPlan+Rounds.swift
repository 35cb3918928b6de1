import Foundation
import MailTransport

extension FetchPlan {
  /// The next suspect of the round, or the next round. So many refusals may be the server's doing:
  /// a message that was delivered tells, or the round's newest one.
  mutating func nextInRounds() -> Action? {
    switch rounds.doubt {
    case .none: break
    case .raised:
      if let delivered = record.lastDelivered { return .probe(delivered) }
      rounds.doubt = .confirmed
      return nil
    case .confirmed:
      rounds.doubt = .lastAsked
      return rounds.newest.flatMap { request($0) }
    case .lastAsked:
      rounds.doubt = .none
      if record.refusesAll { return endRounds() }
    }
    while let message = rounds.take() {
      if let request = request(message) { return request }
    }
    let suspects = waiting.suspectedMessages.filter { tries.mayAsk(for: $0.uid) }
    if suspects.isEmpty || record.refusesAll { return endRounds() }
    // Messages that ended a process come last: the next end must not keep the others waiting.
    rounds.begin(suspects.sorted { (ends[$0.uid] ?? 0) < (ends[$1.uid] ?? 0) })
    return rounds.number > 1 ? .pause : nil
  }

  private mutating func endRounds() -> Action? {
    phase = .locating(then: .probing)
    return nil
  }

  /// Every try is counted before it is made, so that a message that ends the process counts too;
  /// but for the first one of a message that may have ended one already.
  private mutating func request(_ message: ListedMessage) -> Action? {
    let uid = message.uid
    guard let reason = waiting.suspects[uid] else { return nil }
    let isExcused = ends[uid] != nil && tries.excuses(uid)
    return .ask(
      LoneRequest(
        message, countedFor: isExcused ? nil : reason, isFirst: tries.troubles[uid] == nil,
        isFiled: (ends[uid] ?? 0) < InProgressFile.mostEnds))
  }

  /// A message that was refused in all rounds, or broke them, is `failed` where another was
  /// delivered or it has been so for long. Else it waits.
  mutating func judge(
    _ messages: ArraySlice<ListedMessage>, _ delivers: Bool, _ now: Date
  ) -> Action? {
    guard let message = messages.first else {
      record.postponed(tries.postponed, because: tries.reason, tries.hitLimit ? .limit : .usual)
      phase = .done
      let forgotten = tries.refusedForNow.sorted()
      return forgotten.isEmpty ? nil : .forget(forgotten)
    }
    phase = .judging(delivers: delivers, messages.dropFirst())
    let uid = message.uid
    guard let reason = waiting.suspects[uid] else { return nil }
    let isAtFault = record.atFault.contains(uid) || tries.broke.contains(uid)
    guard let trouble = tries.troubles[uid], !tries.refusedForNow.contains(uid),
      trouble.tries >= LoneTries.beforeFailed, trouble.isOld(now) || delivers && isAtFault
    else {
      tries.postpones(because: "\(reason)")
      return nil
    }
    return .fail(message, because: reason, .nothing)
  }
}
