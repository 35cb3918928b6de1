import Foundation
import Records

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
      "BEGIN:VEVENT", "UID:\(task.calendarName)@\(domain)", "DTSTAMP:\(stamp)",
      "SEQUENCE:\(task.sequence)", "DTSTART;VALUE=DATE:\(Self.compact(task.date))",
      "SUMMARY:\(Self.escaped(task.description))", "TRANSP:TRANSPARENT",
    ]
    let about = [task.customer?.name, task.contact?.name].compactMap(\.self)
      .map(TextLimit.name.cut)
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
    var escaped = "".unicodeScalars
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
      case "\n": escaped.append(contentsOf: ["\\", "n"])
      case "\r": break
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// RFC 5545 §3.1: at most 75 octets a line, a character never cut; a line that goes on begins
  /// with a space.
  private static func folded(_ line: String) -> String {
    guard line.utf8.count > 75 else { return line + "\r\n" }
    var result = "".unicodeScalars
    var length = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if length + size > 75 {
        result.append(contentsOf: ["\r", "\n", " "])
        length = 1
      }
      result.append(scalar)
      length += size
    }
    return String(result) + "\r\n"
  }
}
