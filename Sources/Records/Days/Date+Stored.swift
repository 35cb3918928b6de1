import Foundation

extension Date {
  /// Whole seconds since 1970 UTC, rounded down; of what is out of reach the last there are.
  package var storedSeconds: Int64 {
    let seconds = timeIntervalSince1970.rounded(.down)
    return Int64(exactly: seconds) ?? (seconds < 0 ? .min : .max)
  }

  /// As it comes back from the store.
  package var stored: Date { Date(timeIntervalSince1970: TimeInterval(storedSeconds)) }
}
