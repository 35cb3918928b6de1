import Foundation
import MIME
import Records
import Store
import TestKit
import Testing

@testable import Reminders

@Suite struct NoticeMailTests {
  private let mail = NoticeMail(
    from: .init(displayName: "Mini-CRM", address: "muistutus@example.fi"))

  private func text(of notice: Notice) throws -> String {
    String(decoding: try mail.bytes(of: notice, now: SampleNotice.moment), as: UTF8.self)
  }

  /// The message as this project's own reader takes it apart.
  private func read(_ notice: Notice) throws -> (header: MessageHeader, parts: [String: String]) {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      try mail.bytes(of: notice, now: SampleNotice.moment), to: "notice.eml")
    let file = try #require(FileHandle(forReadingAtPath: path))
    let size = try file.seekToEnd()
    let bytes = ByteRange(descriptor: file.fileDescriptor, offset: 0, length: Int64(size))
    let tree = try MessageReader().read(bytes) { file.fileDescriptor }
    var parts: [String: String] = [:]
    for part in tree.allParts where part.children.isEmpty {
      var content: [UInt8] = []
      try part.forEachDecodedChunk { content += $0 }
      parts[part.mediaType] = String(decoding: content, as: UTF8.self)
    }
    return (tree.header, parts)
  }

  @Test func `a task's first character without end makes no endless subject`() throws {
    let endless = "a" + String(repeating: "\u{0301}", count: 50_000)
    let subject = NoticeContent(SampleNotice.notice([SampleNotice.task(endless)])).subject
    #expect(subject.utf8.count < 600 && subject.contains("…"))
  }

  @Test(arguments: [
    (Language.finnish, "Muistutus: Soita Virtaselle – huomenna 26.11.2026", "Asiakas: Virtanen Oy"),
    (.swedish, "Påminnelse: Soita Virtaselle – i morgon 26.11.2026", "Kund: Virtanen Oy"),
    (.english, "Reminder: Soita Virtaselle – tomorrow 26 November 2026", "Customer: Virtanen Oy"),
  ])
  func `a mail speaks its person's language`(
    language: Language, subject: String, fact: String
  ) throws {
    let (header, parts) = try read(
      SampleNotice.notice([SampleNotice.task()], language: language))
    #expect(header.text("Subject") == subject)
    #expect(parts["text/plain"]?.contains(fact) == true)
    #expect(parts["text/html"]?.contains("<html lang=\"\(language.rawValue)\">") == true)
    #expect(parts["text/html"]?.contains("Maija &lt;M&gt;, ostaja, 040 1") == true)
    #expect(parts["text/calendar"]?.contains("UID:beef@example.fi\r\n") == true)
  }

  @Test func `what programs go by is in the header`() throws {
    let task = SampleNotice.task(earlier: ["<1@example.fi>", "<2@example.fi>"])
    let header = try read(SampleNotice.notice([task])).header
    for (name, value) in [
      ("Message-ID", "<41@example.fi>"), ("In-Reply-To", "<2@example.fi>"),
      ("References", "<1@example.fi> <2@example.fi>"), ("Auto-Submitted", "auto-generated"),
      ("List-Id", "Mini-CRM Acme Oy <reminders.c0ffee.example.fi>"),
      ("Date", "Wed, 25 Nov 2026 08:00:00 +0200"),
    ] { #expect(header.text(name) == value, "\(name)") }
  }

  @Test func `a late reminder says so, and several tasks are counted`() throws {
    let tasks = [
      SampleNotice.task(daysLeft: -1, isLate: true), SampleNotice.task("Lähetä lasku", id: 8),
    ]
    let (header, parts) = try read(SampleNotice.notice(tasks))
    #expect(header.text("Subject") == "Myöhästynyt muistutus: 2 tehtävää, eilen 26.11.2026")
    #expect(parts["text/plain"]?.contains("Tämä muistutus on myöhässä") == true)
  }

  @Test(arguments: ["x\r\nBcc: all@example.fi", "x\nBcc: all@example.fi", "\u{0}\u{202E}\u{85}x"])
  func `no name or description ends a header field`(hostile: String) throws {
    let notice = SampleNotice.notice(
      [SampleNotice.task(hostile)], personName: hostile, companyName: hostile)
    let (header, _) = try read(notice)
    #expect(header.first("Bcc") == nil)
    let written = try #require(try text(of: notice).components(separatedBy: "\r\n\r\n").first)
    #expect(!written.contains("\nBcc:"))
  }

  @Test func `no line is long, whatever the description is`() throws {
    let notice = SampleNotice.notice([
      SampleNotice.task(String(repeating: "ä😀x", count: 600)),
      SampleNotice.task(String(repeating: "x", count: 2_000), id: 8),
    ])
    let lines = try text(of: notice).split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  @Test func `a calendar file is folded and escaped, and tells its edition`() throws {
    let task = SampleNotice.task(
      "Soita; kysy, vastaa\\palaa\n" + String(repeating: "ä", count: 100), sequence: 3)
    let calendar = try #require(try read(SampleNotice.notice([task])).parts["text/calendar"])
    #expect(calendar.contains("SUMMARY:Soita\\; kysy\\, vastaa\\\\palaa\\nää"))
    #expect(calendar.contains("SEQUENCE:3\r\n"))
    #expect(calendar.contains("DTSTART;VALUE=DATE:20261126\r\n"))
    let lines = calendar.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 } && lines.contains { $0.hasPrefix(" ä") })
  }
}
