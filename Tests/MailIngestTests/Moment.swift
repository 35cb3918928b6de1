import Foundation
import Synchronization

/// A time of day that stands still until it is moved on.
final class Moment: Sendable {
  private let instant: Mutex<Date>

  init(_ start: Date) {
    instant = Mutex(start)
  }

  var now: Date { instant.withLock(\.self) }

  func advance(by seconds: TimeInterval) {
    instant.withLock { $0 += seconds }
  }
}
