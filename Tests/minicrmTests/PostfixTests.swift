import Glibc
import TestKit
import Testing

/// The whole way of a mail: SMTP, Postfix, LMTP, Dovecot, IMAP, document. Postfix needs root.
@Suite(.enabled(if: getuid() == 0)) struct PostfixTests {
  @Test func `a mail sent by SMTP ends as a document, byte for byte`() async throws {
    let dovecot = try await Dovecot.start()
    let postfix = try await Postfix.start(deliveringTo: dovecot)
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    let company = try await minicrm.addCompany()
    let scan = SampleAttachment.file(
      "Työtilaus – ä.bin", (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
    let mail = SampleMail(to: "Myynti <myynti@acme.example>", subject: "Fwd: työtilaus")

    try await postfix.send(mail.attaching(scan).bytes, to: company.address)
    #expect(try await eventually { dovecot.count() == 1 })
    try await minicrm.ingestOnce()

    let documents = try await minicrm.documents()
    #expect(documents.map(\.fileName) == ["Työtilaus – ä.bin"])
    let document = try #require(documents.first)
    #expect(try await minicrm.export(document) == scan.contents)
    #expect(dovecot.count(in: "Processed") == 1)
    let row = try #require(try await minicrm.mails().first)
    let shown = try await minicrm.json(MailRow.self, "mail", "show", String(row.id))
    #expect(shown.headerUsed?.contains("Delivered-To") == true)
  }
}
