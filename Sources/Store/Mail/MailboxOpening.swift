/// The end of opening a mailbox's folder.
package enum MailboxOpening: Sendable, Hashable {
  /// As it was left, or opened for the first time.
  case known(MailboxPosition)
  /// Under a new UIDVALIDITY: its old UIDs mean nothing any more.
  case replaced(MailboxPosition)
  /// Under one UIDVALIDITY too many within a day: this one is believed once the next opening finds
  /// it again.
  case refused(changes: Int)

  package var position: MailboxPosition? {
    switch self {
    case .known(let position), .replaced(let position): position
    case .refused: nil
    }
  }
}
