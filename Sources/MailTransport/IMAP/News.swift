/// Why `IMAPSession.awaitNews` returned.
package enum News: Sendable, Equatable {
  /// Messages have arrived.
  case changed
  /// The time has passed; look into the folder all the same, not every server tells.
  case quiet
  /// `interrupt()` was called or the task was cancelled; only `logout()` is left to do.
  case cancelled
}
