import Foundation
import MIME
import MailTransport
import Reminders
import Store

/// A mail that tries the way to the server and back.
package struct TestMail: Sendable {
  /// The outcome of a test mail.
  package struct Trial: Sendable {
    /// As the mail's header has it.
    package let messageID: String
    /// The lines that both sides said.
    package let dialogue: [String]
    package let outcome: SMTPOutcome

    /// The cause for which the server did not take the mail; nil when it did.
    package var trouble: SMTPTrouble? { outcome.trouble }
  }

  private let sender: NoticeMail.Sender
  private let proof: AddressTest?

  /// `proof` makes it the mail of a company's test, with a document in it.
  package init(from sender: NoticeMail.Sender, proof: AddressTest? = nil) {
    self.sender = sender
    self.proof = proof
  }

  package func send(
    to recipient: String, over access: SMTPAccess, now: Date
  ) async throws -> Trial {
    let identifier = "test-\(UUID().uuidString)@\(sender.domain)"
    let message = try bytes(identifier, to: recipient, now: now)
    let session = try await SMTPSession(access.endpoint(), renewing: access)
    let (outcome, dialogue) = await session.sendShowingDialogue(
      message, from: sender.address, to: recipient)
    await session.close()
    return Trial(
      messageID: "<\(identifier)>", dialogue: dialogue.map(\.description), outcome: outcome)
  }

  private func bytes(
    _ identifier: String, to recipient: String, now: Date
  ) throws(ComposeError) -> [UInt8] {
    var fields: [ComposedField] = [
      try .date(now, secondsFromUTC: 0), try .addresses("From", [sender.mailAddress]),
      try .addresses("To", [.recipient(recipient, named: nil)]),
      try .text("Subject", "Mini-CRM: test"), try .identifiers("Message-ID", [identifier]),
      try .tokens("Auto-Submitted", "auto-generated"),
    ]
    var attachments: [ComposedAttachment] = []
    if let proof {
      fields.append(try .tokens(AddressTest.headerField, proof.token))
      attachments.append(
        try ComposedAttachment(
          name: "mini-crm-test.txt", mediaType: "text/plain", content: Array(Self.text.utf8)))
    }
    return try ComposedMessage(
      fields: fields, text: Self.text, html: nil, attachments: attachments
    ).bytes()
  }

  private static let text = "Mini-CRM: testiviesti, ett testmeddelande, a test mail.\n"
}
