import Foundation
import MailTransport

/// One run's deliveries, refusals and breaks: they tell a mail's fault from the server's.
struct FetchRecord {
  /// After so many failures in a row with nothing delivered, it may be the server's doing.
  private static let unsteadyAfter = 12

  /// Broken connections, one after the other, with nothing delivered between them.
  private(set) var breaksInRow = 0
  /// Mails that were refused, likewise.
  private var refusedInRow: Set<UID> = []
  /// The last mail that was delivered; nil when none was.
  private(set) var lastDelivered: UID?
  /// The present session has delivered a mail.
  private var deliversNow = false
  /// Mails that the present session refused before it delivered one.
  private var refusedNow: Set<UID> = []
  /// Mails that a session refused which delivered another.
  private(set) var atFault: Set<UID> = []
  /// The mails that the server's own trouble kept back; nil when there was none.
  private(set) var trouble: ServerTrouble?

  var isUnsteady: Bool { breaksInRow >= Self.unsteadyAfter }
  var refusesAll: Bool { refusedInRow.count >= Self.unsteadyAfter }

  mutating func count(_ failure: IMAPError?, delivered: [UID]) {
    if let last = delivered.last {
      (lastDelivered, deliversNow) = (last, true)
      (breaksInRow, refusedInRow) = (0, [])
      atFault.formUnion(refusedNow)
      refusedNow = []
    }
    if let failure, failure.isBreak { breaksInRow += 1 }
  }

  /// The server refused the mail, which was asked for alone.
  mutating func refused(_ uid: UID) {
    refusedInRow.insert(uid)
    if deliversNow { atFault.insert(uid) } else { refusedNow.insert(uid) }
  }

  /// The server still delivers a mail that it delivered before.
  mutating func isWell() {
    refusedInRow = []
  }

  /// A new session took the old one's place.
  mutating func reconnected() {
    deliversNow = false
    refusedNow = []
  }

  mutating func postponed(_ mails: Int, because reason: String, _ retryAdvice: RetryAdvice) {
    guard mails > 0 else { return }
    trouble = ServerTrouble(
      mails: (trouble?.mails ?? 0) + mails, reason: reason,
      retryAdvice: trouble?.retryAdvice == .limit ? .limit : retryAdvice)
  }
}

/// Mails were not delivered, and nothing says that it is their doing.
struct ServerTrouble: RetryAdvising, CustomStringConvertible {
  let mails: Int
  let reason: String
  let retryAdvice: RetryAdvice

  var description: String {
    "\(mails) mails could not be fetched: \(reason); that may be the server's own trouble, so they "
      + "wait for the next look"
  }
}
