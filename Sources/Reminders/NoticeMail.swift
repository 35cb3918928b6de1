import Foundation
import MIME
import Store

/// Writes the mail of a notice.
package struct NoticeMail: Sendable {
  /// Whom the mails are from: `Mini-CRM <muistutus@example.fi>`.
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

  /// The message as it goes over the wire; `now` is its Date.
  package func bytes(of notice: Notice, now: Date) -> [UInt8] {
    let content = NoticeContent(notice)
    let calendar = NoticeCalendar(notice, domain: sender.domain).text
    return ComposedMessage(
      fields: fields(of: notice, subject: content.subject, now: now),
      text: NoticeText.text(content), html: NoticeHTML.html(content),
      attachments: [
        .init(
          mediaType: "text/calendar; charset=utf-8; method=PUBLISH",
          fileName: content.words.calendarFile, contents: Array(calendar.utf8))
      ]
    ).bytes
  }

  private func fields(of notice: Notice, subject: String, now: Date) -> [ComposedField] {
    var fields: [ComposedField] = [
      .date(now),
      .address("From", displayName: sender.displayName, sender.address),
      .address("To", displayName: notice.personName, notice.personEmail),
      .unstructured("Subject", subject),
      .structured("Message-ID", notice.messageID),
    ]
    // What a thread hangs on: the first and the latest; a field must not grow without end.
    let earlier = notice.tasks.flatMap(\.earlierMessageIDs)
    if let last = earlier.last {
      let references =
        Set(earlier).count > 10 ? earlier.prefix(1) + earlier.suffix(9) : earlier[...]
      fields.append(.structured("In-Reply-To", last))
      fields.append(.structured("References", references.joined(separator: " ")))
    }
    return fields + [
      // RFC 3834 section 5, and the same for Exchange: nobody's absence is to be told to us.
      .structured("Auto-Submitted", "auto-generated"),
      .structured("X-Auto-Response-Suppress", "All"),
      .structured("List-Id", "<reminders.\(notice.company.rawValue).\(sender.domain)>"),
    ]
  }
}
