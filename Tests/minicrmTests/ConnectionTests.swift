import TestKit
import Testing

/// A mail on a real server becomes a document, whatever protects the connection.
@Suite struct ConnectionTests {
  @Test(arguments: RealIMAPServerKind.allCases, MailboxSettings.Security.allCases)
  func `a mail is ingested over every kind of connection`(
    kind: RealIMAPServerKind, security: MailboxSettings.Security
  ) async throws {
    let server = try await kind.start()
    let minicrm = try Minicrm(MailboxSettings(of: server, security: security))
    let company = try await minicrm.addCompany()
    let invoice = SampleAttachment.pdf("Lasku 1.pdf")
    let mail = SampleMail(to: company.address, subject: "Lasku").attaching(invoice)
    try await server.put([mail.bytes])

    try await minicrm.ingestOnce()

    let documents = try await minicrm.documents()
    #expect(documents.map(\.fileName) == ["Lasku 1.pdf"])
    #expect(documents.map(\.state) == ["inbox"])
    #expect(documents.map(\.mediaType) == ["application/pdf"])
    let document = try #require(documents.first)
    #expect(try await minicrm.export(document) == invoice.contents)
    #expect(try await server.mailCount(in: "Processed") == 1)
    #expect(try await server.mailCount() == 0)
  }
}
