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

  package func send(to recipient: String, over endpoint: SMTPEndpoint, now: Date) async -> Trial {
    let session = SMTPSession(endpoint)
    let (outcome, dialogue) = await session.sendShowingDialogue(
      bytes(to: recipient, now: now), from: sender.address, to: recipient)
    await session.close()
    return Trial(
      dialogue: dialogue.map(\.description), trouble: outcome.trouble.map(\.description))
  }

  private func bytes(to recipient: String, now: Date) -> [UInt8] {
    let text = "Mini-CRM: testiviesti, ett testmeddelande, a test mail.\n"
    return ComposedMessage(
      fields: [
        .date(now), .address("From", displayName: sender.displayName, sender.address),
        .address("To", displayName: nil, recipient), .unstructured("Subject", "Mini-CRM: test"),
        .structured("Message-ID", "<test-\(UUID().uuidString)@\(sender.domain)>"),
        .structured("Auto-Submitted", "auto-generated"),
      ], text: text, html: "<!DOCTYPE html>\n<p>\(text)</p>\n", attachments: []
    ).bytes
  }
}
