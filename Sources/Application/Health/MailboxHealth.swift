import Foundation
import Store

/// The state of reading one mailbox of the settings.
package struct MailboxHealth: Sendable {
  package let name: String
  /// True where a process is connected to the mailbox now.
  package let isConnected: Bool
  /// The state that the ingest kept at its last look; nil before the first.
  package let state: MailboxState?
  /// Unread for longer is too long, in seconds.
  private let patience: TimeInterval

  /// However often it is to be looked at, a restart must not look like trouble.
  private static let leastPatience: TimeInterval = 600
  private static let pollsMissed: TimeInterval = 3

  init(_ mailbox: WatchedMailbox, state: MailboxState?, isConnected: Bool) {
    name = mailbox.name
    self.state = state
    self.isConnected = isConnected
    patience = max(Self.leastPatience, Self.pollsMissed * (mailbox.poll / .seconds(1)))
  }

  func problem(now: Date) -> Problem? {
    if let error = state?.currentError {
      return .mailboxFailing(name: name, at: state?.lastErrorAt, error: error)
    }
    guard let state, let last = [state.lastSuccess, state.progressAt].compactMap(\.self).max()
    else { return .mailboxNeverRead(name: name) }
    guard now.timeIntervalSince(last) > patience else { return nil }
    return .mailboxUnread(name: name, last: last, isConnected: isConnected)
  }
}
