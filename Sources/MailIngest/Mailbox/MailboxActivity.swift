import Foundation

/// The doing of a mailbox's watch, in words for people.
package enum MailboxActivity: Sendable, Equatable, CustomStringConvertible {
  case connecting
  /// So many of the mails that waited have their verdict.
  case reading(_ settled: Int, of: Int)
  case waiting
  /// After trouble.
  case pausing(Duration)
  /// The server asks for it.
  case leavingAlone(until: Date)

  package var description: String {
    switch self {
    case .connecting: "connecting"
    case .reading(let settled, let count): "reading, \(settled) of \(count) mails"
    case .waiting: "waiting for mail"
    case .pausing(let pause): "in trouble, next try in \(pause.rounded)"
    case .leavingAlone(let end): "the server asks for a pause until \(end.formatted(.iso8601))"
    }
  }
}

extension Duration {
  /// To the tenth of a second, for people.
  var rounded: String {
    let tenths = (self / .milliseconds(100)).rounded()
    return "\(tenths / 10) s"
  }
}
