import Platform
import Records

/// The end of a company's log.
struct LogEnd: Sendable {
  /// The number of the last entry, 0 of none.
  var number: LogNumber
  /// The last place of its second that the present transaction gave; nil has to be looked up.
  var place: LogPlace?
  /// The hash of the last entry.
  var head: Digest
}
