import Foundation
import Testing

@testable import Reminders

/// A notice's tasks, as a calendar reads them.
@Suite struct NoticeCalendarTests {
  private func lines(_ description: String) -> [String] {
    NoticeCalendar(SampleNotice.notice([SampleNotice.task(description)]), domain: "example.fi")
      .text.components(separatedBy: "\r\n")
  }

  @Test func `a task is an event of its whole day`() {
    #expect(
      lines("Soita Virtaselle") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mini-CRM//mail services//EN",
        "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:beef@example.fi", "DTSTAMP:20261125T060000Z",
        "SEQUENCE:0", "DTSTART;VALUE=DATE:20261126", "SUMMARY:Soita Virtaselle",
        "TRANSP:TRANSPARENT", "DESCRIPTION:Virtanen Oy\\, Maija <M>",
        "CATEGORIES:Myynti/Tarjoukset", "END:VEVENT", "END:VCALENDAR", "",
      ])
  }

  @Test func `several tasks are several events, none is an empty calendar`() {
    let tasks = [SampleNotice.task("a"), SampleNotice.task("b", id: 8)]
    let two = NoticeCalendar(SampleNotice.notice(tasks), domain: "example.fi").text
    #expect(two.components(separatedBy: "BEGIN:VEVENT\r\n").count == 3)
    let none = NoticeCalendar(SampleNotice.notice([]), domain: "example.fi").text
    #expect(!none.contains("VEVENT") && none.hasSuffix("END:VCALENDAR\r\n"))
  }

  @Test(arguments: [
    ("a;b,c\\d", "a\\;b\\,c\\\\d"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\nb"), ("a\rb", "ab"),
    ("END:VEVENT\r\nX:1", "END:VEVENT\\nX:1"),
  ])
  func `no text ends its line, or its value`(text: String, written: String) {
    #expect(lines(text).contains("SUMMARY:\(written)"))
  }

  @Test(arguments: ["x", "ä", "😀", "xä😀"])
  func `a long line is folded at 75 bytes, and no character is cut`(letter: String) {
    let text = String(repeating: letter, count: 200)
    let lines = lines(text)
    #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\u{FFFD}") })
    let unfolded = lines.joined(separator: "\n").replacing("\n ", with: "")
    #expect(unfolded.components(separatedBy: "\n").contains("SUMMARY:\(text)"))
  }
}
