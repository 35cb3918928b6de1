import Foundation
import Records
import Store
import TestKit
import Testing

@testable import MailIngest

/// The acts of people and programs on a forwarding confirmation once it is there.
@Suite struct ConfirmationDecisionTests {
  private let gmail = ConfirmationFixture("gmail-en")

  private func installation() async throws -> Installation {
    try await Installation(authenticatedBy: ["mx.example.fi"])
  }

  @Test func `a second copy is a duplicate, another confirmation is not`() async throws {
    let place = try await installation()
    let text = try gmail.text()
    _ = try await place.add(text.utf8)
    #expect(try await place.add(("Received: x\r\n" + text).utf8).verdict == .duplicate)
    let again = try await place.add(text.replacing("304298959", with: "304298960").utf8)
    #expect(again.verdict == .setup && again.confirmationCode == "304298960")
  }

  @Test func `released it is a document, and its code is in the file`() async throws {
    let place = try await installation()
    let mail = try await place.add(try gmail.bytes())
    let company = try await place.acme.company()
    let released = try await place.review.release(mail, to: company, by: .operator)
    #expect(released.map(\.verdict) == [.filed] && released[0].documents.count == 1)
    #expect(released[0].confirmationCode == nil && released[0].confirmationURL == nil)
    let kinds = try await place.acme.log.search(LogQuery()).entries.map(\.kind)
    #expect(kinds == [.mailReleased, .documentReceived, .setupReceived])
  }

  @Test func `tried again it is judged by the servers that are believed now`() async throws {
    let place = try await Installation()
    let mail = try await place.add(try gmail.bytes())
    #expect("\(mail.reason)".hasPrefix("WARNING: anybody may have sent this"))
    let believing = try await Installation(sharing: place, authenticatedBy: ["mx.example.fi"])
    let again = try await believing.review.retry(mail, now: Installation.now)
    #expect(again.map(\.verdict) == [.setup])
    #expect(
      "\(again[0].reason)" == "a forwarding confirmation of Gmail, authenticated as google.com")
    #expect(again[0].confirmationCode == "304298959")
  }

  @Test func `discarded it has neither code nor link any more`() async throws {
    let place = try await installation()
    let mail = try await place.add(try gmail.bytes())
    let discarded = try await place.store.discard(mail.id, by: .operator, now: Installation.now)
    #expect(discarded.verdict == .setup && discarded.isDiscarded && !discarded.hasRaw)
    #expect(discarded.confirmationCode == nil && discarded.confirmationURL == nil)
    #expect(try await place.add(try gmail.bytes()).verdict == .setup)
  }

  @Test func `of a company that is switched off it waits, and is told at the switching on`()
    async throws
  {
    let place = try await installation()
    var change = CompanyChange()
    change.active = .set(false)
    _ = try await place.acme.acting(as: .operator, at: Installation.now)
      .editCompany(change)
    let mail = try await place.add(try gmail.bytes())
    #expect(mail.verdict == .held && mail.confirmationCode == nil)
    change.active = .set(true)
    let company = try await place.acme.acting(as: .operator, at: Installation.now)
      .editCompany(change)
    #expect(try await place.review.releaseHeld(at: company, by: .operator).isEmpty)
    let told = try #require(try await place.store.mail(mail.id))
    #expect(told.verdict == .setup && told.confirmationCode == "304298959")
  }

  @Test func `to two companies it is a confirmation at each, to none it is unroutable`()
    async throws
  {
    let place = try await installation()
    let beta = try await place.store.addCompany(NewCompany(name: "Beta Oy", slug: "beta"))
    let other = place.template.address(slug: beta.slug, token: beta.token)
    let text = try gmail.text()
    let recipients = "Delivered-To: \(place.address)\r\nX-Original-To: \(other)\r\n"
    let path = try place.directory.write((recipients + text).utf8, to: "two.eml")
    let mails = try await place.file(path)
    #expect(mails.map(\.verdict) == [.setup, .setup])
    #expect(mails.map(\.confirmationCode) == ["304298959", "304298959"])
    #expect(mails.compactMap(\.company) == [place.acme.id, beta.id])
    let lost = try await place.add(text.utf8, to: "acme-aaaaaaaaaaaaaaaa@in.example.fi")
    #expect(lost.verdict == .unroutable && lost.confirmationCode == nil)
  }

  @Test func `a picture that is shown in it is no document that would hide it`() async throws {
    let place = try await Installation(inlineImages: .keep, authenticatedBy: ["mx.example.fi"])
    let message = """
      From: forwarding-noreply@google.com\r\nSubject: (#123456789) Gmail\r
      Content-Type: multipart/related; boundary=r\r\n\r
      --r\r\nContent-Type: text/html\r\n\r\n<img src=cid:a@b>Koodi: 123456789\r
      --r\r\nContent-Type: image/gif\r\nContent-ID: <a@b>\r\n\r\nGIF89a\r\n--r--\r\n
      """
    let mail = try await place.add(message.utf8)
    #expect(mail.verdict == .setup && mail.confirmationCode == "123456789")
    let released = try await place.review.release(
      mail, to: try await place.acme.company(), by: .operator)
    #expect(released.map(\.documents.count) == [1])
  }

  @Test func `who asked for the forwarding can be erased`() async throws {
    let place = try await installation()
    let maija = try await place.acme.acting(as: .operator, at: Installation.now).addPerson(
      NewPerson(name: "Maija Virtanen", email: "maija@virtanen.example"))
    let mail = try await place.add(try gmail.bytes())
    let own = try await place.add(
      "From: cpanel@virtanen.example\r\nSubject: (#123456) x\r\n\r\nx".utf8)
    _ = try await place.acme.acting(as: .operator, at: Installation.now).erasePerson(
      maija.id, ErasureRequest(also: ["cpanel@virtanen.example"]))
    let erased = try #require(try await place.store.mail(mail.id))
    #expect(erased.subject?.contains("virtanen") == false)
    #expect(erased.confirmationCode == nil && !erased.hasRaw && erased.isDiscarded)
    let sent = try #require(try await place.store.mail(own.id))
    #expect(sent.sender == nil && sent.subject == nil && sent.confirmationCode == nil)
    let texts = try await place.acme.log.search(LogQuery()).entries.map(\.text)
    #expect(!texts.contains { $0.contains("maija@virtanen.example") })
  }
}
