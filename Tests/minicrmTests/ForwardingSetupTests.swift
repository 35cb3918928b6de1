import Foundation
import TestKit
import Testing

/// A forwarding confirmation in a real mailbox, and what an operator sees of it.
@Suite struct ForwardingSetupTests {
  private static let link = "https://mail-settings.google.com/mail/vf-%5BANGjdJ8tQ%5D-Kq7dRz"

  private func confirmation(
    to address: String, results: String, code: String = "304298959"
  ) -> [UInt8] {
    var mail = SampleMail(
      to: address, subject: "(#\(code)) Gmailin edelleenlähetyksen vahvistus",
      text: "Vahvistuskoodi: \(code)\r\n\r\n\(Self.link)\r\n"
    ).withHeader("Authentication-Results: \(results)")
    mail.from = "Gmail-tiimi <forwarding-noreply@google.com>"
    return mail.bytes
  }

  @Test func `its code and link are shown, and whether it can be believed`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(
      MailboxSettings(of: dovecot), ingest: ["authenticatedBy: [mx.example.fi]"])
    let company = try await minicrm.addCompany()
    try dovecot.deliver([
      confirmation(
        to: company.address, results: "mx.example.fi; dmarc=pass header.from=google.com"),
      confirmation(
        to: company.address, results: "mx.evil.example; dmarc=pass header.from=google.com",
        code: "100200300"),
    ])
    try await minicrm.ingestOnce()

    #expect(dovecot.count(in: "Rejected") == 2 && dovecot.count() == 0)
    let rows = try await minicrm.json([MailRow].self, "mail", "list", "--verdict", "setup")
    #expect(rows.map(\.confirmationCode) == ["100200300", "304298959"])
    #expect(rows.allSatisfy { $0.confirmationURL == Self.link })
    #expect(rows[0].reason.hasPrefix("WARNING: anybody may have sent this"))
    #expect(rows[1].reason.hasSuffix("authenticated as google.com"))
    for arguments in [["list"], ["show", "\(rows[0].id)"], ["explain", "\(rows[0].id)"]] {
      let shown = try await minicrm.mustRun(["mail"] + arguments)
      let text = String(decoding: shown, as: UTF8.self)
      for fact in ["setup", "100200300", Self.link, "WARNING"] {
        #expect(text.contains(fact), "\(fact) is not in \(text)")
      }
    }
    let status = try await minicrm.mustRun(["status", "--openmetrics"])
    #expect(
      String(decoding: status, as: UTF8.self).contains(#"minicrm_mails{verdict="setup"} 2"#))
    let log = try await minicrm.log().filter { $0.kind == "setupReceived" }
    #expect(log.count == 2 && log.allSatisfy { $0.text?.contains("linkki \(Self.link)") == true })
  }

  @Test func `the columns of a confirmation are there only where one is listed`() async throws {
    let minicrm = try Minicrm()
    let company = try await minicrm.addCompany()
    try await minicrm.mustRun(
      ["mail", "add", "-", "--to", company.address],
      standardInput: SampleMail(to: company.address, subject: "Hei").bytes)
    let text = String(decoding: try await minicrm.mustRun(["mail", "list"]), as: UTF8.self)
    #expect(!text.contains("CONFIRMATION"))
  }
}
