import TestKit
import Testing

/// The mailbox and the store after a run over a real server.
@Suite struct MailboxFlowTests {
  @Test(arguments: RealIMAPServerKind.allCases)
  func `a thousand mails become a thousand documents, once`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    let minicrm = try Minicrm(MailboxSettings(of: server))
    let company = try await minicrm.addCompany()
    try await server.put(
      (1...1_000).map { number in
        SampleMail(to: company.address, subject: "Lasku \(number)")
          .attaching(.pdf("lasku-\(number).pdf")).bytes
      })

    try await minicrm.ingestOnce()
    try await minicrm.ingestOnce()

    let documents = try await minicrm.documents()
    #expect(Set(documents.map(\.fileName)) == Set((1...1_000).map { "lasku-\($0).pdf" }))
    #expect(documents.count == 1_000)
    // Groups are read side by side, and committed in their order all the same.
    let uids = try await minicrm.mails().sorted { $0.id < $1.id }.map(\.uid)
    #expect(uids == (1...1_000).map { $0 })
    #expect(try await minicrm.log().filter { $0.kind == "documentReceived" }.count == 1_000)
    #expect(try await server.mailCount(in: "Processed") == 1_000)
    #expect(try await server.mailCount() == 0)
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `Processed and Rejected hold the right mails, each with its verdict`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    let minicrm = try Minicrm(MailboxSettings(of: server))
    let company = try await minicrm.addCompany()
    let invoice = SampleMail(to: company.address, subject: "filed").attaching(.pdf("a.pdf"))
    let again = invoice.withHeader("Received: from relay.example by mx.example.fi")
    let inner = SampleMail(to: "x@y.example", subject: "inner").attaching(.pdf("b.pdf"))
    let forward = SampleMail(to: company.address, subject: "forward").attaching(.forwarded(inner))
    try await server.put([
      invoice.bytes, again.bytes, forward.bytes,
      SampleMail(to: company.address, subject: "empty").bytes,
      SampleMail(to: "acme-wrong@in.example.fi", subject: "unroutable")
        .attaching(.pdf("c.pdf")).bytes,
    ])

    try await minicrm.ingestOnce()

    #expect(try await server.mailSubjects(in: "Processed") == ["filed", "filed", "forward"])
    #expect(try await server.mailSubjects(in: "Rejected") == ["empty", "unroutable"])
    #expect(try await server.mailCount() == 0)
    let verdicts = try await minicrm.mails().map { "\($0.subject ?? "") \($0.verdict)" }.sorted()
    let expected = [
      "empty empty", "filed duplicate", "filed filed", "forward filed", "unroutable unroutable",
    ]
    #expect(verdicts == expected)
    #expect(try await minicrm.documents().map(\.fileName).sorted() == ["a.pdf", "b.pdf"])

    let filed = try #require(
      try await minicrm.mails().first { $0.verdict == "filed" && $0.subject == "filed" })
    let explained = try await minicrm.json(MailRow.self, "mail", "explain", "\(filed.id)")
    let parts = try #require(explained.parts)
    #expect(filed.documents.count == 1 && parts.compactMap(\.document) == filed.documents)
    #expect(parts.allSatisfy { !$0.reason.isEmpty })
    #expect(parts.contains { $0.verdict == "document" && $0.fileName == "a.pdf" })
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `nothing is doubled when the mailbox gets another UIDVALIDITY`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    var mailbox = MailboxSettings(of: server)
    (mailbox.folder, mailbox.filed, mailbox.other) = ("Laskut", "keep", "keep")
    let minicrm = try Minicrm(mailbox)
    let company = try await minicrm.addCompany()
    let mails = (1...20).map { number in
      SampleMail(to: company.address, subject: "Lasku \(number)")
        .attaching(.pdf("lasku-\(number).pdf"), .pdf("liite-\(number).pdf")).bytes
    }
    try await server.make(folder: "Laskut")
    try await server.put(mails, into: "Laskut")
    try await minicrm.ingestOnce()
    let before = try await minicrm.mails().map(\.uidValidity)
    let first = (try await minicrm.documents(), try await minicrm.log())
    #expect(first.0.count == 40)

    try await server.renew(folder: "Laskut")
    let new = SampleMail(to: company.address, subject: "new").attaching(.pdf("new.pdf"))
    try await server.put([new.bytes], into: "Laskut")
    try await minicrm.ingestOnce()

    let after = try await minicrm.mails().first { $0.subject == "new" }?.uidValidity
    #expect(Set(before).count == 1 && !before.contains(after))
    let names = try await minicrm.documents().map(\.fileName)
    #expect(names.sorted() == (first.0.map(\.fileName) + ["new.pdf"]).sorted())
    let entries = try await minicrm.log()
    #expect(entries.filter { $0.kind == "documentReceived" }.count == 41)
    #expect(entries.suffix(first.1.count) == first.1[...])
  }
}
