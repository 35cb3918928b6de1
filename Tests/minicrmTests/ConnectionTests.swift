import TestKit
import Testing

/// A mail on a real Dovecot becomes a document, whatever protects the connection.
@Suite struct ConnectionTests {
  @Test(arguments: MailboxSettings.Security.allCases)
  func `a mail is ingested over every kind of connection`(
    security: MailboxSettings.Security
  ) async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot, security: security))
    let company = try await minicrm.addCompany()
    let invoice = SampleAttachment.pdf("Lasku 1.pdf")
    try dovecot.deliver(SampleMail(to: company.address, subject: "Lasku").attaching(invoice).bytes)

    try await minicrm.ingestOnce()

    let documents = try await minicrm.documents()
    #expect(documents.map(\.fileName) == ["Lasku 1.pdf"])
    #expect(documents.map(\.state) == ["inbox"])
    #expect(documents.map(\.mediaType) == ["application/pdf"])
    let document = try #require(documents.first)
    #expect(try await minicrm.export(document) == invoice.contents)
    #expect(dovecot.count(in: "Processed") == 1 && dovecot.count() == 0)
  }
}
