import Logging
import Platform

/// One event as one line of text: what happened, then its fields as `key=value`.
///
/// A value from outside (a subject, a server's reply) can't break out of its line or its field:
/// control characters are escaped, and a value with a space, a quote or `=` is quoted.
package struct LogLine: Sendable {
  /// The beginning of the line.
  package enum Style: Sendable {
    /// `<N>` with the syslog priority, as journald reads it from a stream (sd-daemon(3)).
    case journal
    /// The level as a word, for people; nothing at all for `info`.
    case terminal
  }

  package let style: Style

  package init(style: Style) {
    self.style = style
  }

  package func text(level: Logger.Level, message: String, metadata: Logger.Metadata) -> String {
    var line = prefix(level) + Self.escaped(message)
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
      line += " "
      line += key
      line += "="
      line += Self.quoted(value.description)
    }
    return line
  }

  private func prefix(_ level: Logger.Level) -> String {
    switch style {
    case .journal: "<\(Self.priority(level))>"
    case .terminal: level == .info ? "" : "\(level.rawValue): "
    }
  }

  /// RFC 5424 §6.2.1, table 2.
  private static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .critical: 2
    case .error: 3
    case .warning: 4
    case .notice: 5
    case .info: 6
    case .debug, .trace: 7
    }
  }

  private static func quoted(_ value: String) -> String {
    let text = escaped(value)
    guard text.isEmpty || text.utf8.contains(where: breaksField) else { return text }
    return "\"" + text.replacing("\"", with: "\\\"") + "\""
  }

  private static func breaksField(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "=")
  }

  /// Without control characters and what else would break a line or turn it around.
  static func escaped(_ text: String) -> String {
    // Nearly all that is ever logged, several lines a mail, needs no second look.
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isPrintable {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }
}
