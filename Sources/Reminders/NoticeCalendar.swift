import Foundation
import Store

/// The tasks of a notice as a calendar file (RFC 5545): all-day events that a calendar knows again
/// by their UID, and brings up to date by their SEQUENCE.
struct NoticeCalendar {
  private let notice: Notice
  private let domain: String

  /// `domain` is the right side of the UIDs.
  init(_ notice: Notice, domain: String) {
    self.notice = notice
    self.domain = domain
  }

  var text: String {
    let lines =
      [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mini-CRM//mail services//EN",
        "METHOD:PUBLISH",
      ] + notice.tasks.flatMap(event) + ["END:VCALENDAR"]
    return lines.map(Self.folded).joined()
  }

  private func event(_ task: NoticedTask) -> [String] {
    var lines = [
      "BEGIN:VEVENT", "UID:task-\(task.task.rawValue)@\(domain)", "DTSTAMP:\(stamp)",
      "SEQUENCE:\(task.sequence)", "DTSTART;VALUE=DATE:\(Self.compact(task.date))",
      "SUMMARY:\(Self.escaped(task.description))", "TRANSP:TRANSPARENT",
    ]
    let about = [task.customer?.name, task.contact?.name].compactMap(\.self)
    if !about.isEmpty {
      lines.append("DESCRIPTION:\(Self.escaped(about.joined(separator: ", ")))")
    }
    if let group = task.group { lines.append("CATEGORIES:\(Self.escaped(group))") }
    return lines + ["END:VEVENT"]
  }

  private var stamp: String {
    notice.moment.formatted(.iso8601).replacing("-", with: "").replacing(":", with: "")
  }

  private static func compact(_ date: CivilDate) -> String {
    date.description.filter { $0 != "-" }
  }

  /// RFC 5545 §3.3.11.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n")
  }

  /// RFC 5545 §3.1: at most 75 octets a line, a character never cut; a line that goes on begins with
  /// a space.
  private static func folded(_ line: String) -> String {
    var result = ""
    var length = 0
    for character in line.unicodeScalars {
      let size = String(character).utf8.count
      if length + size > 75 {
        result += "\r\n "
        length = 1
      }
      result.unicodeScalars.append(character)
      length += size
    }
    return result + "\r\n"
  }
}
