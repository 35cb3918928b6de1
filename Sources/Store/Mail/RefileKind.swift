/// Why a settled mail is decided on anew.
package enum RefileKind: Sendable, Hashable {
  /// Somebody let it through, whatever kind of mail it is; this is logged.
  case release
  /// The company that it waited for is switched on again: decided as if it had just come, and
  /// logged.
  case switchedOn
  /// The mail is tried again.
  case retry
}
