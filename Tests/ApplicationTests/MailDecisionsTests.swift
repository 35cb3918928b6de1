import Application
import Foundation
import Platform
import Records
import Store
import Testing

@Suite struct MailDecisionsTests {
  @Test func `a mail of no company is released to the one that is named`() async throws {
    let office = try await Office()
    let decisions = MailDecisions(office.store)
    let mail = try #require(try await office.receive(to: "nobody@in.example.fi").rows.first)
    #expect(mail.verdict == .unroutable && mail.company == nil)
    await #expect(throws: Refusal.self) {
      try await decisions.release([mail.id], to: nil, as: nil, intake: office.intake)
    }
    let rows = try await decisions.release(
      [mail.id], to: office.scope, as: nil, intake: office.intake)
    #expect(rows.map(\.verdict) == [.filed] && rows.map(\.company) == ["acme"])
    #expect(try await office.scope.documents().map(\.fileName) == ["lasku.pdf"])
  }

  @Test func `another company's mail does not exist`() async throws {
    let office = try await Office()
    let decisions = MailDecisions(office.store)
    let beta = try await office.store.addCompany(NewCompany(name: "Beta Oy", slug: "beta"))
    let stranger = office.store.company(beta.id)
    let mail = try #require(try await office.receive(to: office.address).rows.first)
    #expect(mail.verdict == .filed && mail.company == "acme")
    await #expect(throws: Refusal.notFound(mail.id)) {
      try await decisions.release([mail.id], to: stranger, as: nil, intake: office.intake)
    }
    await #expect(throws: Refusal.notFound(mail.id)) {
      try await decisions.retry([mail.id], at: stranger, intake: office.intake, now: Office.now)
    }
    await #expect(throws: Refusal.notFound(mail.id)) {
      try await decisions.discard([mail.id], at: stranger, as: nil, now: Office.now)
    }
    await #expect(throws: Refusal.notFound(mail.id)) {
      try await MailReading(office.store).details(of: mail.id, at: stranger)
    }
  }

  @Test func `a mail is explained with its parts, and kept until it is discarded`() async throws {
    let office = try await Office()
    let mail = try #require(try await office.receive(to: "nobody@in.example.fi").rows.first)
    let reading = MailReading(office.store)
    let explanation = try await reading.explanation(of: mail.id, at: nil)
    #expect(explanation.details.mail.id == mail.id)
    #expect(explanation.parts.map(\.fileName) == ["lasku.pdf"])
    let decisions = MailDecisions(office.store)
    let again = try await decisions.retry(
      [mail.id], at: nil, intake: office.intake, now: Office.now)
    #expect(again.map(\.verdict) == [.unroutable])
    let discarded = try await decisions.discard([mail.id], at: nil, as: nil, now: Office.now)
    #expect(discarded.map(\.id) == [mail.id])
    await #expect(throws: Refusal.self) {
      try await decisions.retry([mail.id], at: nil, intake: office.intake, now: Office.now)
    }
    #expect(
      try await reading.list(
        MailQuery(verdict: .unroutable), at: nil, page: ListPage(limit: 1)
      ).count == 1)
    #expect(try await reading.list(MailQuery(), at: office.scope, page: ListPage()).isEmpty)
  }

  @Test func `what was held while a company was off is filed when it is switched on`() async throws
  {
    let office = try await Office()
    let toggle = CompanySwitch(office.acting, in: office.store, template: office.template)
    #expect(try await !toggle.turnOff().active)
    #expect(try await office.receive(to: office.address).rows.map(\.verdict) == [.held])
    let opening = try await toggle.turnOn(intake: office.intake)
    #expect(opening.company.active && opening.company.address == office.address)
    #expect(opening.unfiled.isEmpty)
    let mails = try await MailReading(office.store).list(
      MailQuery(), at: office.scope, page: ListPage())
    #expect(mails.map(\.verdict) == [.filed])
  }
}

extension Office {
  /// Hands in a mail with one attachment by hand.
  fileprivate func receive(to recipient: String) async throws -> AddedMail {
    let mail = """
      From: laskut@virtanen.example
      Subject: Lasku
      Message-ID: <1@virtanen.example>
      MIME-Version: 1.0
      Content-Type: application/pdf
      Content-Disposition: attachment; filename=lasku.pdf

      %PDF-1.4
      """.replacing("\n", with: "\r\n")
    let file = try RegularFile(try directory.write(mail, to: "lasku.eml"))
    return try await MailDecisions(store).add(
      file.descriptor, size: file.size, recipient: recipient, limit: 1 << 20, intake: intake,
      now: Self.now)
  }
}
