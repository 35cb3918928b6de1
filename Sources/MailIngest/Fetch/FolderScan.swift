import Foundation
import MailTransport
import Store

/// One scan of a folder: where the folder is listed next, and how much of it. A long folder is
/// listed and settled in parts.
struct FolderScan {
  /// After so many seconds all UIDs are compared with the verdicts again.
  static let comparisonInterval: TimeInterval = 3_600

  /// The first UID of the next part.
  private(set) var next: UID
  /// The whole folder is compared with the verdicts, not only the messages that came since.
  private(set) var compares: Bool
  /// The lowest UID of the parts before that got no verdict.
  private(set) var firstUnsettled: UInt32?
  private(set) var isDone = false

  init(_ position: MailboxPosition, now: Date) {
    compares = Self.isDue(position.comparedAt, now: now)
    next = UID(rawValue: compares ? 1 : max(1, position.nextUID))
  }

  /// A clock that was set back doesn't put the comparison off.
  private static func isDue(_ last: Date?, now: Date) -> Bool {
    guard let last else { return true }
    return !(0..<comparisonInterval).contains(now.timeIntervalSince(last))
  }

  /// Begins again, with all of the folder.
  mutating func compareAll() {
    compares = true
    next = UID(rawValue: 1)
  }

  /// A part was listed.
  mutating func took(_ list: MessageList) {
    let last = list.messages.last?.uid.rawValue ?? .max
    isDone = list.isWhole || last == .max
    if !isDone { next = UID(rawValue: last + 1) }
  }

  /// A part was worked through.
  mutating func passed(_ waiting: WaitingMails) {
    firstUnsettled = firstUnsettled ?? waiting.firstUnsettled?.uid.rawValue
  }
}
