import Foundation
import MailTransport
import Records

/// Which of a folder's messages are asked for next, in groups or alone; which are `failed`, which
/// wait for a later run, and where the folder's position stands. Values in, values out: whoever
/// performs an action tells what became of it, and asks for the next one.
///
/// Messages are asked for in groups. One that breaks its group becomes a suspect, and is asked for
/// alone in up to three rounds. One that doesn't come so either is `failed`, unless the server may
/// be in trouble: then it waits.
struct FetchPlan {
  enum Action: Equatable {
    /// To fetch these groups, and to file what comes.
    case fetch([FetchGroup])
    /// To ask for one message by itself, and to file it.
    case ask(LoneRequest)
    /// To replace the session, which broke for this reason.
    case reconnect(String)
    /// To see which of these messages the folder still holds.
    case locate([UID])
    /// To see whether the server still delivers a message that it delivered before.
    case probe(UID)
    /// To wait before the next round.
    case pause
    /// To give a message its verdict `failed`, for this reason.
    case fail(ListedMessage, because: MailReason, Remains)
    /// To forget the tries of these messages: the server was in trouble.
    case forget([UID])
    /// To end the run: the server breaks connection after connection.
    case stop(ServerUnsteady)
    case done
  }

  /// The bytes that are kept of a message that is `failed`.
  enum Remains {
    /// The messages that came at the last try.
    case lastTry
    case nothing
  }

  indirect enum Phase {
    case groups
    /// The newest message is asked for alone, since connection after connection broke.
    case trying
    /// Suspects that somebody has taken away are looked for.
    case locating(then: Phase)
    case rounds
    /// A message that was delivered before tells whether the server delivers at all.
    case probing
    case judging(delivers: Bool, ArraySlice<ListedMessage>)
    case stopped(ServerUnsteady)
    case done
  }

  var waiting: WaitingMails
  var record: FetchRecord
  /// The processes that ended while a message was filed alone; nil for one with which none ended.
  var ends: [UID: Int]
  /// The largest message that is fetched, in bytes.
  let limit: Int64
  var phase = Phase.groups
  var rounds = LoneRounds()
  var tries = LoneTries()
  /// Why the session has to be replaced before anything else.
  var broken: String?
  /// The last fetch ended early.
  var endedEarly = false
  /// The message that is `failed` before anything else is asked for.
  var givenUp: Action?

  init(_ waiting: WaitingMails, _ record: FetchRecord, ends: [UID: Int], limit: Int64) {
    self.waiting = waiting
    self.record = record
    self.ends = ends
    self.limit = limit
  }

  /// The next action.
  mutating func next(now: Date) -> Action {
    if let broken {
      self.broken = nil
      record.reconnected()
      return .reconnect(broken)
    }
    if let givenUp {
      self.givenUp = nil
      return givenUp
    }
    while true {
      if let action = advance(now) { return action }
    }
  }

  /// The phase's next action; nil where another phase begins.
  private mutating func advance(_ now: Date) -> Action? {
    switch phase {
    case .groups, .trying: return nextGroups()
    case .locating:
      let suspects = waiting.suspectedMessages.map(\.uid)
      if !suspects.isEmpty { return .locate(suspects) }
      phase = .done
    case .rounds: return nextInRounds()
    case .probing:
      if let delivered = record.lastDelivered { return .probe(delivered) }
      phase = .judging(delivers: false, waiting.suspectedMessages[...])
    case .judging(let delivers, let rest): return judge(rest, delivers, now)
    case .stopped(let trouble): return .stop(trouble)
    case .done: return .done
    }
    return nil
  }

  /// So many breaks in a row are the server's doing, or that of as many mails: the newest one,
  /// asked for alone, tells which.
  private mutating func nextGroups() -> Action? {
    phase = .groups
    let isUnsteady = endedEarly && record.isUnsteady
    endedEarly = false
    if isUnsteady, let newest = waiting.newest {
      phase = .trying
      return .ask(LoneRequest(newest))
    }
    let groups = waiting.groups(limit: limit)
    if !groups.isEmpty { return .fetch(groups) }
    phase = .locating(then: .rounds)
    return nil
  }
}
