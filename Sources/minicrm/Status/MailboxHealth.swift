import Foundation
import Store

/// How a mailbox of the settings is read.
struct MailboxHealth: Sendable {
  let name: String
  /// Whether a process is connected to it now.
  let isConnected: Bool
  /// What the ingest left; nil before its first look.
  let state: MailboxState?
  /// Unread for longer is too long, in seconds.
  let patience: TimeInterval

  /// However often it is to be looked at, a restart must not look like trouble.
  private static let leastPatience: TimeInterval = 600
  private static let pollsMissed: TimeInterval = 3

  init(_ settings: MailboxSettings, state: MailboxState?, isConnected: Bool) {
    name = settings.name
    self.state = state
    self.isConnected = isConnected
    patience = max(Self.leastPatience, Self.pollsMissed * settings.poll.seconds)
  }

  /// The error of the last look; nil when a later one is getting on.
  var currentError: String? {
    guard let state, let error = state.lastError else { return nil }
    let (failed, progressed) = (state.lastErrorAt ?? .distantPast, state.progressAt ?? .distantPast)
    return failed >= progressed ? error : nil
  }

  func problem(now: Date) -> Problem? {
    let subject = "mailbox \(name)"
    if let error = currentError {
      // The error names the mailbox and says what to do.
      let known = "\(subject): "
      let text = error.hasPrefix(known) ? String(error.dropFirst(known.count)) : error
      return Problem(
        subject: subject, text: "the last look\(at(state?.lastErrorAt)) failed: \(text)",
        advice: "minicrm doctor tries the whole way")
    }
    guard let state, let last = [state.lastSuccess, state.progressAt].compactMap(\.self).max()
    else {
      return Problem(
        subject: subject, text: "it was never read",
        advice: "start minicrm ingest (systemctl start minicrm-ingest)")
    }
    guard now.timeIntervalSince(last) > patience else { return nil }
    return Problem(
      subject: subject, text: "it was last read at \(last.formatted(.iso8601))",
      advice: isConnected
        ? "minicrm ingest runs but hangs: restart it (systemctl restart minicrm-ingest)"
        : "start minicrm ingest (systemctl start minicrm-ingest), or see why it can't connect "
          + "(journalctl -u minicrm-ingest)")
  }

  private func at(_ instant: Date?) -> String {
    instant.map { " at \($0.formatted(.iso8601))" } ?? ""
  }
}

extension Duration {
  var seconds: TimeInterval { self / .seconds(1) }
}
