import Foundation
import MailTransport
import Records
import Store

@testable import MailIngest

/// A folder whose messages behave in ways of their own: a plan is carried out against the folder,
/// and what the plan asked for is written down.
struct FolderRehearsal: Sendable {
  enum Behaviour: Sendable {
    case comes
    /// The server leaves the message out of its reply.
    case isLeftOut
    /// The server says NO, for now only.
    case isRefusedForNow
    case breaksTheConnection
    /// The message comes, and the store refuses it.
    case breaksARule
    /// Somebody has taken the message away.
    case isGone
  }

  private let behaviours: [Behaviour]
  /// By message, how many processes ended while it was filed alone.
  var ends: [UInt32: Int] = [:]
  /// Tries of earlier runs, and how long ago, in seconds, the first of them was.
  var earlier: (tries: Int, runs: Int, age: TimeInterval) = (0, 0, 0)
  /// The server delivers again the messages that it delivered before.
  var staysWell = true
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  private(set) var transcript: [String] = []
  private(set) var position: UInt32?
  private(set) var postponed: Int?
  private var tries: [UID: Int] = [:]

  /// Messages 1, 2, 3 and so on.
  init(_ behaviours: [Behaviour], _ change: (inout FolderRehearsal) -> Void = { _ in }) {
    self.behaviours = behaviours
    change(&self)
  }

  private func behaviour(_ uid: UID) -> Behaviour {
    behaviours[Int(uid.rawValue) - 1]
  }

  /// Carries the plan out, and keeps what was asked for, where the position stands, and how many
  /// messages wait for a later run.
  mutating func run(suspects: [UInt32] = []) {
    let listed = behaviours.indices.map {
      ListedMessage(uid: UID(rawValue: UInt32($0 + 1)), size: 10)
    }
    let known = suspects + Array(ends.keys)
    var plan = FetchPlan(
      WaitingMails(
        listed, settled: [],
        suspects: Dictionary(
          known.map { (UID(rawValue: $0), .older("earlier")) }, uniquingKeysWith: { one, _ in one })
      ),
      FetchRecord(),
      ends: Dictionary(
        ends.map { (UID(rawValue: $0), $1) }, uniquingKeysWith: { one, _ in one }),
      limit: 1 << 20)
    while let line = perform(&plan) { transcript.append(line) }
    postponed = plan.record.trouble?.mails
  }

  /// One action, in words; nil for the end.
  private mutating func perform(_ plan: inout FetchPlan) -> String? {
    switch plan.next(now: now) {
    case .fetch(let groups):
      for group in groups { if receive(group, &plan) != nil { break } }
      return "fetch " + groups.map { text($0.uids) }.joined(separator: " | ")
    case .ask(let request):
      ask(request, &plan)
      let how =
        !request.isFiled ? " to keep it" : request.countedFor == nil ? " without counting" : ""
      return "ask \(request.uid)" + how
    case .reconnect: return "reconnect"
    case .locate(let uids):
      let present = uids.filter { behaviour($0) != .isGone }
      let gone = plan.located(Set(present))
      return "locate \(text(uids))" + (gone.isEmpty ? "" : ", gone \(text(gone))")
    case .probe(let uid):
      plan.probed(delivers: staysWell)
      return "probe \(uid)"
    case .pause: return "pause"
    case .fail(let message, _, let remains):
      settle([message.uid], &plan)
      return "fail \(message.uid)" + (remains == .lastTry ? " at once" : "")
    case .forget(let uids): return "forget \(text(uids))"
    case .stop:
      transcript.append("stop")
      return nil
    case .done: return nil
    }
  }

  private mutating func ask(_ request: LoneRequest, _ plan: inout FetchPlan) {
    let uid = request.uid
    if request.countedFor != nil {
      tries[uid, default: earlier.tries] += 1
      plan.counted(
        FetchTrouble(
          uid: uid.rawValue, tries: tries[uid] ?? 0, runs: earlier.runs + 1,
          reason: MailReason(.notDelivered),
          firstTryAt: now - earlier.age, lastTryAt: now))
    }
    var failure: IMAPError?
    if request.isFiled { failure = receive(FetchGroup([request.message]), &plan) }
    if plan.keepingReason(of: uid) != nil, comes(uid) { settle([uid], &plan) }
    var outcome = FetchOutcome()
    if behaviour(uid) == .isRefusedForNow { outcome.refusesForNow = true }
    plan.asked(request, failure: failure, outcome, now: now)
  }

  private func comes(_ uid: UID) -> Bool {
    [.comes, .breaksARule].contains(behaviour(uid))
  }

  /// Delivers a group, up to a message that breaks the connection.
  private mutating func receive(_ group: FetchGroup, _ plan: inout FetchPlan) -> IMAPError? {
    let breaking = group.uids.firstIndex {
      behaviour($0) == .breaksTheConnection
    }
    let asked = group.uids[..<(breaking ?? group.uids.endIndex)]
    let delivered = asked.filter(comes)
    var suspects = Dictionary(
      asked.filter { !comes($0) }.map { ($0, MailReason(.notDelivered)) },
      uniquingKeysWith: { one, _ in one })
    var failure: IMAPError?
    if let breaking {
      suspects = [group.uids[breaking]: .fetchBroken("broke")]
      failure = IMAPError(subject: "server", kind: .closed, message: "the connection ended")
    }
    for uid in delivered {
      if behaviour(uid) == .breaksARule { plan.refused(uid, because: .older("a rule")) }
    }
    settle(delivered.filter { behaviour($0) == .comes }, &plan)
    plan.arrived(delivered, suspects: suspects, failure: failure)
    return failure
  }

  private mutating func settle(_ uids: [UID], _ plan: inout FetchPlan) {
    guard !uids.isEmpty else { return }
    position = plan.waiting.nextUID(settling: uids)
    plan.settled(uids)
  }

  private func text(_ uids: [UID]) -> String {
    uids.count > 3
      ? "\(uids[0])…\(uids[uids.count - 1])" : uids.map(\.description).joined(separator: " ")
  }
}
