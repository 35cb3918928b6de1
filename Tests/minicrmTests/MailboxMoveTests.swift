import TestKit
import Testing

/// A mailbox's name in the settings is pointed at another folder or account that happens to have
/// the same UIDVALIDITY.
@Suite struct MailboxMoveTests {
  private func invoices(_ names: [String], to company: CompanyRow) -> [[UInt8]] {
    names.map {
      SampleMail(to: company.address, subject: $0).attaching(.pdf("\($0).pdf", seed: $0)).bytes
    }
  }

  @Test(arguments: [("second", "INBOX"), ("first", "Laskut")])
  func `every mail becomes a document, nothing is done to the wrong mails, going back resumes`(
    user: String, folder: String
  ) async throws {
    let dovecot = try await Dovecot.start(users: ["first", "second"])
    for name in ["Processed", "Laskut"] { try await dovecot.makeFolder(name) }
    try await dovecot.setUIDValidity(7)
    try await dovecot.setUIDValidity(7, of: folder, user: user)
    var here = MailboxSettings(of: dovecot, user: "first", name: "documents")
    let minicrm = try Minicrm(here)
    let company = try await minicrm.addCompany()
    try dovecot.deliver(invoices(["a", "b", "c"], to: company))
    try dovecot.lock(folder: "Processed")
    #expect(try await minicrm.run("ingest", "--once").code == 1)
    try dovecot.lock(folder: "Processed", false)

    var there = MailboxSettings(of: dovecot, user: user, name: "documents")
    (there.folder, there.filed) = (folder, "keep")
    try minicrm.configure([there])
    try dovecot.deliver(invoices(["d", "e"], to: company), to: folder, user: user)
    try await minicrm.ingestOnce()
    #expect(dovecot.count(in: folder, user: user) == 2 && dovecot.count() == 3)
    #expect(dovecot.count(in: "Processed", user: user) == 0)

    here.url = "imap://LOCALHOST:\(dovecot.imapPort)"
    try minicrm.configure([here])
    try dovecot.deliver(invoices(["f"], to: company))
    try await minicrm.ingestOnce()
    #expect(try dovecot.subjects(in: "Processed") == ["a", "b", "c", "f"])
    #expect(dovecot.count(in: folder, user: user) == 2)

    let documents = try await minicrm.documents().map(\.fileName).sorted()
    #expect(documents == ["a", "b", "c", "d", "e", "f"].map { "\($0).pdf" })
    let mails = try await minicrm.mails()
    #expect(mails.count == 6 && mails.allSatisfy { $0.verdict == "filed" })
    #expect(mails.allSatisfy { $0.mailbox == "documents" && $0.uidValidity == 7 })
  }
}
