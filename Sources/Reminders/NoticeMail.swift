import Foundation
import MIME
import Platform
import Records

/// Writes the mail of a notice.
package struct NoticeMail: Sendable {
  /// The sender of the mails: `Mini-CRM <muistutus@example.fi>`.
  package struct Sender: Sendable {
    package let displayName: String?
    package let address: String

    package init(displayName: String?, address: String) {
      self.displayName = displayName
      self.address = address
    }

    /// The right side of Message-IDs and calendar UIDs.
    package var domain: String { String(address.drop { $0 != "@" }.dropFirst()) }
  }

  private let sender: Sender

  package init(from sender: Sender) {
    self.sender = sender
  }

  /// The message as it goes over the wire; `now` is its Date, in the company's zone. Throws for a
  /// value that no header can hold.
  package func bytes(of notice: Notice, now: Date) throws -> [UInt8] {
    let content = NoticeContent(notice)
    let calendar = NoticeCalendar(notice, domain: sender.domain).text
    return try ComposedMessage(
      fields: fields(of: notice, subject: content.subject, now: now),
      text: NoticeText.text(content), html: NoticeHTML.html(content),
      attachments: [
        ComposedAttachment(
          name: content.words.calendarFile, mediaType: "text/calendar",
          parameters: [("charset", "utf-8"), ("method", "PUBLISH")],
          content: Array(calendar.utf8))
      ]
    ).bytes()
  }

  private func fields(
    of notice: Notice, subject: String, now: Date
  ) throws(ComposeError) -> [ComposedField] {
    var fields = [
      try ComposedField.date(now, secondsFromUTC: notice.secondsFromUTC),
      try .addresses("From", [sender.mailAddress]),
      try .addresses("To", [.recipient(notice.personEmail, named: notice.personName)]),
      try .text("Subject", subject),
      try .identifiers("Message-ID", [Self.identifier(notice.messageID)]),
    ]
    // A thread hangs on the first and the latest; a field must not grow without end.
    let earlier = notice.tasks.flatMap(\.earlierMessageIDs).map(Self.identifier)
    if let last = earlier.last {
      fields.append(try .identifiers("In-Reply-To", [last]))
      fields.append(
        try .identifiers("References", earlier.prefix(1) + earlier.dropFirst().suffix(9)))
    }
    let list = "reminders.\(notice.listName).\(sender.domain)"
    return fields + [
      // RFC 3834 section 5, and the same for Exchange: nobody's absence is to be told to us.
      try .tokens("Auto-Submitted", "auto-generated"),
      try .tokens("X-Auto-Response-Suppress", "All"),
      try .listID("Mini-CRM \(notice.companyName)", list),
    ]
  }

  /// Without the angle brackets.
  private static func identifier(_ messageID: String) -> String {
    messageID.filter { $0 != "<" && $0 != ">" }
  }
}

extension MailAddress {
  /// As a header of ASCII has it.
  package static func recipient(_ address: String, named name: String?) -> MailAddress {
    MailAddress(name: name, address: DomainName.address(address, domain: \.ascii))
  }
}

extension NoticeMail.Sender {
  package var mailAddress: MailAddress { MailAddress(name: displayName, address: address) }
}
