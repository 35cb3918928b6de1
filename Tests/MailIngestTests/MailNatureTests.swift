import Testing

@testable import MailIngest

@Suite struct MailNatureTests {
  private func nature(_ mail: String) throws -> MailNature {
    try MailAtHand.read(mail) { MailNature(of: $0) }
  }

  @Test(arguments: [
    ("Auto-Submitted: auto-replied", MailNature.automaticReply),
    ("Auto-Submitted: Auto-Replied (vacation); owner-email=a@example.fi", .automaticReply),
    ("Auto-Submitted: auto-generated", .ordinary), ("Auto-Submitted: no", .ordinary),
    ("X-Autoreply: yes", .automaticReply), ("X-Mail-Autoreply: 1", .automaticReply),
    ("Precedence: auto_reply", .automaticReply), ("Precedence: bulk", .ordinary),
    ("X-Auto-Response-Suppress: All", .ordinary),
    (
      "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\r\n"
        + "X-Auto-Response-Suppress: All", .automaticReply
    ),
    (
      "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\r\n"
        + "X-Auto-Response-Suppress: DR, OOF", .ordinary
    ),
    ("X-Other: auto-replied", .ordinary),
  ])
  func `an automatic reply is known by its header, what machines send is ordinary`(
    fields: String, nature: MailNature
  ) throws {
    #expect(try self.nature(fields + "\r\nSubject: Koe\r\n\r\nhei\r\n") == nature)
  }

  private static let status = "Content-Type: message/delivery-status\r\n\r\nAction: failed"
  private static let text = "Content-Type: text/plain\r\n\r\nhei"

  @Test(arguments: [
    (MailAtHand.multipart("report; report-type=delivery-status", text, status), MailNature.bounce),
    (MailAtHand.multipart("report; report-type=Delivery-Status", text), .bounce),
    (MailAtHand.multipart("report", text, status), .bounce),
    (MailAtHand.multipart("mixed", text, status), .ordinary),
    (MailAtHand.multipart("report; report-type=disposition-notification", text), .automaticReply),
    (MailAtHand.multipart("report; report-type=feedback-report", text), .ordinary),
  ])
  func `a report is a bounce, a receipt or ordinary`(mail: String, nature: MailNature) throws {
    #expect(try self.nature(mail) == nature)
  }
}
