import Foundation
import MIME
import MailTransport

/// A mail that tries the way to the server and back.
package struct TestMail: Sendable {
  /// What was said, a line each, and why the mail was not taken; nil when it was.
  package struct Trial: Sendable {
    package let dialogue: [String]
    package let trouble: String?
  }

  private let sender: NoticeMail.Sender

  package init(from sender: NoticeMail.Sender) {
    self.sender = sender
  }

  package func send(
    to recipient: String, over access: SMTPAccess, now: Date
  ) async throws -> Trial {
    let message = try bytes(to: recipient, now: now)
    let session = try await SMTPSession(access.endpoint(), renewing: access)
    let (outcome, dialogue) = await session.sendShowingDialogue(
      message, from: sender.address, to: recipient)
    await session.close()
    return Trial(
      dialogue: dialogue.map(\.description), trouble: outcome.trouble.map(\.description))
  }

  private func bytes(to recipient: String, now: Date) throws(ComposeError) -> [UInt8] {
    try ComposedMessage(
      fields: [
        .date(now, secondsFromUTC: 0), .addresses("From", [sender.mailAddress]),
        .addresses("To", [MailAddress(name: nil, address: recipient)]),
        .text("Subject", "Mini-CRM: test"),
        .identifiers("Message-ID", ["test-\(UUID().uuidString)@\(sender.domain)"]),
        .tokens("Auto-Submitted", "auto-generated"),
      ], text: "Mini-CRM: testiviesti, ett testmeddelande, a test mail.\n", html: nil,
      attachments: []
    ).bytes()
  }
}
