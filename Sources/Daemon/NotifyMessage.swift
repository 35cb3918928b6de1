/// One thing that a service tells the service manager of itself (sd_notify(3)).
package enum NotifyMessage: Sendable, Equatable {
  /// It is up, or has read its settings again.
  case ready
  /// It begins to read its settings again; the moment is CLOCK_MONOTONIC's, in microseconds.
  case reloading(at: UInt64)
  case stopping
  /// What it does now, in one line for people; what doesn't fit is cut off.
  case status(String)
  /// It makes progress: the watchdog begins to wait anew.
  case watchdog

  /// Scalars of a status: at four bytes each they stay below the 4,096 that systemd reads.
  private static let longestStatus = 900

  /// The lines of the message, without the last line's end.
  var text: String {
    switch self {
    case .ready: "READY=1"
    case .reloading(let moment): "RELOADING=1\nMONOTONIC_USEC=\(moment)"
    case .stopping: "STOPPING=1"
    case .status(let line): "STATUS=\(Self.shortened(LogLine.escaped(line)))"
    case .watchdog: "WATCHDOG=1"
    }
  }

  private static func shortened(_ line: String) -> String {
    guard line.unicodeScalars.count > longestStatus else { return line }
    return String(String.UnicodeScalarView(line.unicodeScalars.prefix(longestStatus - 1))) + "…"
  }
}
