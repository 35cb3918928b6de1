import Foundation
import MIME
import MailTransport
import Platform
import Records
import Reminders
import Store

/// Sends the mail with a link by which somebody sets a password.
package struct PasswordMail: Sendable {
  private let sender: NoticeMail.Sender
  /// `https://crm.example.fi`
  private let origin: String

  package init(from sender: NoticeMail.Sender, origin: String) {
    self.sender = sender
    self.origin = origin
  }

  package func send(_ sent: SentLink, over access: SMTPAccess, now: Date) async throws
    -> SMTPOutcome
  {
    let message = try bytes(sent, now: now)
    let session = try await SMTPSession(access.endpoint(), renewing: access)
    let outcome = await session.send(message, from: sender.address, to: sent.link.email)
    await session.close()
    return outcome
  }

  func bytes(_ sent: SentLink, now: Date) throws -> [UInt8] {
    let words = PasswordMailWords(sent.link)
    let identifier = "password-\(UUID().uuidString)@\(sender.domain)"
    let fields: [ComposedField] = [
      try .date(now, secondsFromUTC: 0), try .addresses("From", [sender.mailAddress]),
      try .addresses("To", [.recipient(sent.link.email, named: sent.link.name)]),
      try .text("Subject", words.subject), try .identifiers("Message-ID", [identifier]),
      try .tokens("Auto-Submitted", "auto-generated"),
      try .tokens("X-Auto-Response-Suppress", "All"),
    ]
    let clock = try LocalClock(zone: sent.link.timeZone)
    let until = clock.text(sent.link.expiresAt.storedSeconds, in: sent.link.language)
    return try ComposedMessage(
      fields: fields, text: words.text(url: sent.url(at: origin), until: until)
    ).bytes()
  }
}
