import Glibc
import Logging

/// Writes each event as one line to standard error, where systemd's journal or a person reads it.
package struct LineLogHandler: LogHandler {
  package var logLevel: Logger.Level = .info
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?
  private let format: LogLine

  package init(format: LogLine = LogLine(style: Self.isJournal ? .journal : .terminal)) {
    self.format = format
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var fields = event.metadata ?? [:]
    if !metadata.isEmpty { fields.merge(metadata) { own, _ in own } }
    var line = format.text(
      level: event.level, message: event.message.description, metadata: fields)
    line += "\n"
    // One write(2) a line, so that lines of several tasks and processes don't mix.
    line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// True when standard error is the journal's stream: `JOURNAL_STREAM` holds its device and inode
  /// (systemd.exec(5)).
  private static var isJournal: Bool {
    var status = stat()
    guard let stream = getenv("JOURNAL_STREAM"), fstat(STDERR_FILENO, &status) == 0 else {
      return false
    }
    return String(cString: stream) == "\(status.st_dev):\(status.st_ino)"
  }
}
