/// Why a settled mail is decided on anew.
package enum RefileKind: Sendable, Hashable {
  /// Somebody let it through; this is logged.
  case release
  /// It is tried again.
  case retry
}
