import Foundation
import TestKit
import Testing

/// The decisions that people take on mails by hand.
@Suite struct MailCommandTests {
  /// One PDF to both addresses, handed over for an address that is nobody's.
  private func unroutable(_ minicrm: Minicrm, _ addresses: [String]) async throws -> MailRow {
    let mail = SampleMail(to: addresses.joined(separator: ", "), subject: "Lasku")
      .attaching(.pdf("lasku.pdf"))
    let run = try await minicrm.run(
      ["mail", "add", "-", "--to", "nobody@example.fi", "--json"], standardInput: mail.bytes)
    #expect(run.code == 0)
    return try JSONDecoder().decode(MailRow.self, from: run.output)
  }

  @Test func `a retried mail that becomes two is one JSON value`() async throws {
    let minicrm = try Minicrm()
    let acme = try await minicrm.addCompany("acme")
    let beta = try await minicrm.addCompany("beta")
    let mail = try await unroutable(minicrm, [acme.address, beta.address])
    let rows = try await minicrm.json([MailRow].self, "mail", "retry", "\(mail.id)")
    #expect(rows.map(\.verdict) == ["filed", "filed"])
  }

  @Test func `a released mail is logged with who released it`() async throws {
    let minicrm = try Minicrm()
    let acme = try await minicrm.addCompany("acme")
    let mail = try await unroutable(minicrm, [acme.address])
    try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Matti", "--email", "matti@acme.example",
    ])
    try await minicrm.mustRun([
      "mail", "release", "\(mail.id)", "--company", "acme", "--as", "matti@acme.example",
    ])
    let output = try await minicrm.mustRun([
      "log", "search", "--company", "acme", "--kind", "mailReleased", "--json",
    ])
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.contains(#""person":"matti@acme.example""#))
  }
}
