/// A server's words on a limit of its own, in IMAP and in SMTP. No standard has such words: these
/// are the words of Microsoft 365, Gmail, Yahoo, Dovecot, Cyrus, Courier, Exim and Postfix.
struct LimitWords {
  private static let pauseMarks = [
    "suggested backoff time", "try again in", "try again after", "retry in", "retry after",
    "retry-after", "please wait", "wait for",
  ]
  /// Microsoft's has milliseconds; others without a unit mean nothing that is known.
  private static let markOfMilliseconds = "suggested backoff time"
  private static let crowds = [
    "connection", "session", "login", "logon", "command", "request", "process", "attempt",
    "authentication",
  ]
  private static let limits = [
    "throttled", "throttling", "bandwidth limit", "rate limit", "maximum number of connections",
    "connection limit", "concurrent connections limit",
  ]

  private let text: String

  init(_ text: String) {
    self.text = text.lowercased()
  }

  /// The words tell of a limit: too many connections, or too much asked for in too short a time.
  var tellsLimit: Bool {
    if Self.limits.contains(where: text.contains) { return true }
    guard let many = text.firstRange(of: "too many ") else { return false }
    let rest = text[many.upperBound...].prefix(40)
    return Self.crowds.contains(where: rest.contains)
  }

  /// The pause that is asked for, a day at most; nil where none is.
  var pause: Duration? {
    for mark in Self.pauseMarks {
      guard let range = text.firstRange(of: mark) else { continue }
      let rest = text[range.upperBound...].drop { " :=".contains($0) }
      let digits = rest.prefix { ("0"..."9").contains($0) }
      let unit = rest.dropFirst(digits.count).drop { $0 == " " }.prefix { $0.isLetter }
      guard !digits.isEmpty,
        let one = Self.unit(unit)
          ?? (unit.isEmpty && mark == Self.markOfMilliseconds ? .milliseconds(1) : nil)
      else { continue }
      // More digits than a number holds are a day too.
      guard let count = Int64(digits), count < 86_400_000 else { return RetryPauses.longest }
      return min(one * count, RetryPauses.longest)
    }
    return nil
  }

  private static func unit(_ word: Substring) -> Duration? {
    switch word {
    case "ms", "millisecond", "milliseconds": .milliseconds(1)
    case "s", "sec", "secs", "second", "seconds": .seconds(1)
    case "m", "min", "mins", "minute", "minutes": .seconds(60)
    case "h", "hour", "hours": .seconds(3_600)
    default: nil
    }
  }
}
