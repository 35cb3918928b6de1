import Foundation
import MailTransport
import Records

/// The bodies that one group's FETCH brought, and its end.
struct FetchArrival: Sendable {
  let group: FetchGroup
  let spool: Spool
  /// Why the connection or the sink ended the fetch early.
  var failure: IMAPError?
  var outcome = FetchOutcome()

  /// The messages that need no further fetching.
  func arrived(now: Date) -> [ArrivedMessage] {
    spool.arrived(announced: group.byUID, now: now)
  }

  /// The messages to ask for alone, with what is known of the reason: all that a finished reply
  /// left out, or the one at which a connection broke.
  func suspects(arrived: Set<UID>) -> [UID: MailReason] {
    let missing = group.uids.filter { !arrived.contains($0) }
    guard let failure else {
      return Dictionary(
        missing.map { ($0, reasonLeftOut($0)) }, uniquingKeysWith: { first, _ in first })
    }
    let begun = spool.entries.last { !$0.isWhole && !arrived.contains($0.uid) }?.uid
    guard let suspect = begun ?? missing.first else { return [:] }
    return [suspect: .fetchBroken(failure.message)]
  }

  private func reasonLeftOut(_ uid: UID) -> MailReason {
    if let refusal = outcome.refusal { return .fetchRefused(refusal) }
    return MailReason(outcome.withoutBody.contains(uid) ? .noContent : .notDelivered)
  }
}

extension IMAPError {
  /// A fetch that ended so ends the run: on a full disk, when the task is cancelled, and when the
  /// server asks for a pause. After any other end the rest of the messages are fetched, on a new
  /// session if need be.
  var endsRun: Bool {
    switch kind {
    case .cancelled, .throttled, .limited, .sink: true
    default: false
    }
  }

  /// The error as the run reports it: a sink's own, else this.
  var underlying: any Error {
    if case .sink(let cause) = kind { cause } else { self }
  }

  /// The connection broke, in contrast to our ending it.
  var isBreak: Bool {
    if case .stoppedBySink = kind { false } else { true }
  }
}
