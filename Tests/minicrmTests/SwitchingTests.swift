import TestKit
import Testing

/// A company that switches its Mini-CRM off and on again.
@Suite struct SwitchingTests {
  @Test func `mail is held while a company is off, and decided when it is on again`() async throws {
    let minicrm = try Minicrm()
    let company = try await minicrm.addCompany()
    let off = try await minicrm.json(CompanyRow.self, "company", "deactivate", "acme")
    #expect(off.active == false)
    let invoice = SampleMail(to: company.address, subject: "Lasku").attaching(.pdf("lasku.pdf"))
    let talk = SampleMail(to: company.address, subject: "Moi")
    for mail in [invoice, talk] {
      try await minicrm.mustRun(
        ["mail", "add", "-", "--to", company.address], standardInput: mail.bytes)
    }
    #expect(try await minicrm.mails().map(\.verdict) == ["held", "held"])
    #expect(try await minicrm.documents().isEmpty)

    let on = try await minicrm.json(CompanyRow.self, "company", "activate", "acme")
    #expect(on.active == true)

    #expect(try await minicrm.mails().map(\.verdict) == ["empty", "filed"])
    #expect(try await minicrm.documents().map(\.fileName) == ["lasku.pdf"])
    let kinds = try await minicrm.log().map(\.kind)
    #expect(kinds.filter { $0 == "mailHeld" }.count == 2)
    #expect(kinds.filter { $0 == "mailReleased" }.count == 2)
    try await minicrm.mustRun(["company", "activate", "acme"])
    #expect(try await minicrm.log().count == kinds.count)
  }
}
