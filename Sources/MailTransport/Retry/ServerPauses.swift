import Foundation
import Synchronization

/// Until when servers are left alone because they asked for it. Outlives the parts of a daemon that
/// talk to them, so that reading the settings again brings no earlier try.
package final class ServerPauses: Sendable {
  private struct Pause {
    let until: Date
    let length: Duration
  }

  private let pauses = Mutex<[String: Pause]>([:])

  package init() {}

  /// The server is left alone for so long from `now`, by whoever knows it by the same name; a
  /// longer pause stays. Returns until when.
  @discardableResult
  package func keep(_ length: Duration, of server: String, now: Date) -> Date {
    let pause = Pause(until: now + length / .seconds(1), length: length)
    return pauses.withLock { pauses in
      if let present = pauses[server], present.until > pause.until { return present.until }
      pauses[server] = pause
      return pause.until
    }
  }

  /// The time for which the server is still to be left alone; nil when not at all. A clock that was
  /// set back makes no pause longer than it was.
  package func left(of server: String, now: Date) -> Duration? {
    pauses.withLock { pauses in
      guard let pause = pauses[server] else { return nil }
      let left = Duration.seconds(pause.until.timeIntervalSince(now))
      guard left > .zero else {
        pauses[server] = nil
        return nil
      }
      return min(left, pause.length)
    }
  }
}
