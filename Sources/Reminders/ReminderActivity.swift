import Foundation

/// The reminder worker's doing, in words for people.
package enum ReminderActivity: Sendable, Equatable, CustomStringConvertible {
  /// So many notices are in hand.
  case sending(_ notices: Int)
  /// For the next reminder; nil when none is planned.
  case waiting(until: Date?)
  /// After trouble.
  case pausing(Duration)
  /// The server asks for it.
  case leavingAlone(until: Date)

  package var description: String {
    switch self {
    case .sending(1): "sending 1 notice"
    case .sending(let count): "sending \(count) notices"
    case .waiting(let moment?): "waiting for the next reminder at \(moment.formatted(.iso8601))"
    case .waiting: "waiting, no reminder is planned"
    case .leavingAlone(let end): "the server asks for a pause until \(end.formatted(.iso8601))"
    case .pausing(let pause): "in trouble, next try in \(pause.components.seconds + 1) s"
    }
  }
}
