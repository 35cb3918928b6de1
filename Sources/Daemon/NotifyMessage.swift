/// One thing that a service tells the service manager of itself (sd_notify(3)).
package enum NotifyMessage: Sendable, Equatable {
  /// The daemon is up, or has read its settings again.
  case ready
  /// The daemon begins to read its settings again, at a microsecond of CLOCK_MONOTONIC.
  case reloading(at: UInt64)
  case stopping
  /// The daemon's doing, in one line for people; a line that doesn't fit is cut off.
  case status(String)
  /// The daemon makes progress: the watchdog begins to wait anew.
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
