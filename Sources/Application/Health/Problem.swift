import Foundation
import Store

/// One reason why an installation isn't well.
package enum Problem: Sendable, Hashable {
  /// The last look into a mailbox failed.
  case mailboxFailing(name: String, at: Date?, error: String)
  case mailboxNeverRead(name: String)
  /// Nobody has read the mailbox for too long; `isConnected` where a process is connected to it.
  case mailboxUnread(name: String, last: Date, isConnected: Bool)
  /// The server takes nobody's mail, or the store can't be written.
  case sendingTrouble(String, since: Date?)
  /// Nobody has tried to send reminders in time; `isAtWork` where a worker runs.
  case remindersOverdue(count: Int, since: Date, isAtWork: Bool)
  /// Mails were refused for good lately.
  case noticesRefused(count: Int, lastReply: String?)
  /// An import or an erasure was cut off.
  case workUnfinished(UnfinishedWork)
  /// The first of so many contents that scrubs have found damaged.
  case contentsDamaged(first: DamagedContent, count: Int)
  /// So many bytes are left for the store.
  case spaceShort(bytes: Int64)
  /// So many files can still be made.
  case filesShort(count: Int64)
}
