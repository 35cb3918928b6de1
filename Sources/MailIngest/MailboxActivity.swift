/// What a mailbox's watch does, in words for people.
package enum MailboxActivity: Sendable, Equatable, CustomStringConvertible {
  case connecting
  /// So many of the mails that waited have their verdict.
  case reading(_ settled: Int, of: Int)
  case waiting
  /// After trouble.
  case pausing(Duration)

  package var description: String {
    switch self {
    case .connecting: "connecting"
    case .reading(let settled, let count): "reading, \(settled) of \(count) mails"
    case .waiting: "waiting for mail"
    case .pausing(let pause): "in trouble, next try in \(pause.rounded)"
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
