import Foundation
import Records
import Store
import TestKit
import Testing

@testable import MailIngest

/// Forwarding confirmations, from their bytes to what the store keeps of them.
@Suite struct ConfirmationTests {
  private static func installation() async throws -> Installation {
    try await Installation(authenticatedBy: ["MX.example.fi"])
  }

  private static func reason(_ expected: ConfirmationFixture.Expected) -> MailReason? {
    guard let provider = expected.provider else { return nil }
    return .confirmation(
      MailConfirmation(
        provider: provider, code: nil, url: nil, authenticatedAs: expected.authenticatedAs))
  }

  @Test(arguments: ConfirmationFixture.all)
  func `each mail is what stands beside it`(_ fixture: ConfirmationFixture) async throws {
    let place = try await Self.installation()
    let expected = try fixture.expected()
    let mail = try await place.add(try fixture.bytes())
    #expect(mail.verdict.rawValue == expected.verdict)
    #expect(mail.confirmationCode == expected.code)
    #expect(mail.confirmationURL == expected.url)
    if let reason = Self.reason(expected) { #expect(mail.reason == reason) }
    #expect(mail.hasRaw == (expected.verdict != "filed"))
    let documents = try await place.acme.documents()
    #expect(documents.count == (expected.verdict == "filed" ? 1 : 0))
    let stored = try #require(try await place.store.mail(mail.id))
    #expect(stored == mail)
  }

  @Test func `there are fixtures`() {
    #expect(ConfirmationFixture.all.count >= 16)
  }

  /// The body's link, as a forger would have it.
  @Test(
    arguments: [
      "http://mail.google.com/mail/vf-1", "https://mail.google.com:8443/mail/vf-1",
      "https://mail.google.com@evil.example/mail/vf-1", "https://x:y@mail.google.com/mail/vf-1",
      "https://mail.google.com.evil.example/mail/vf-1", "https://mail.google.com./mail/vf-1",
      "https://mail.google.com%2eevil.example/mail/vf-1", "https://mail%2egoogle.com/mail/vf-1",
      "https://mail.gооgle.com/mail/vf-1", "https://xn--ggle-55da.com/mail/vf-1",
      "https://evil.example\\@mail.google.com/mail/vf-1",
      "https://evil.example\\mail.google.com/mail/vf-1",
      "https:\\\\evil.example/mail/vf-1", "https:///mail.google.com/mail/vf-1",
      "https://evil.example?https://mail.google.com/mail/vf-1",
      "https://evil.example#https://mail.google.com/mail/vf-1",
      "https://mail.google.com/mail/vf-/../../url?q=https://evil.example",
      "https://mail.google.com/mail/vf-%2e%2e%2furl", "https://mail.google.com/mail/uf-1",
      "https://mail.google.com/url?q=/mail/vf-1", "https://sites.google.com/mail/vf-1",
      "javascript:alert('https://mail.google.com/mail/vf-1')",
    ])
  func `a link to anywhere else is not shown`(_ link: String) async throws {
    let place = try await Self.installation()
    for type in ["text/plain", "text/html"] {
      let body =
        type == "text/html"
        ? "<p>Koodi: 123456789</p><a href=\"\(link)\">OK</a>"
        : "Koodi: 123456789\r\n\(link)\r\n"
      let mail = try await place.add(
        """
        From: forwarding-noreply@google.com\r\nMessage-ID: <\(type)@google.com>\r
        Content-Type: \(type); charset=utf-8\r\n\r\n\(body)
        """.utf8)
      #expect(mail.verdict == .setup && mail.confirmationCode == "123456789")
      #expect(mail.confirmationURL == nil, "\(type)")
    }
  }

  @Test(
    arguments: [
      ("(#123456789) Gmail", "", "123456789"), ("(#123-456-789) Gmail", "", "123456789"),
      ("(##1234567890) Gmail", "", "1234567890"), ("(# 59387283 ) Gmail", "", "59387283"),
      ("x", "Koodi: 123 456 789", "123456789"), ("x", "Code：123456789.", "123456789"),
      ("x", "2026-11-30", nil), ("x", "soita 040 123 4567", nil), ("x", "answer=184973", nil),
      ("Lasku 12345678901", "Viite: 12345678901", nil), ("x", "Koodi: ١٢٣٤٥٦٧٨٩", nil),
      ("(#12) Gmail", "", nil),
    ] as [(String, String, String?)])
  func `a code is digits that are shown as one`(
    _ subject: String, _ text: String, _ code: String?
  ) async throws {
    let place = try await Self.installation()
    let mail = try await place.add(
      """
      From: forwarding-noreply@google.com\r\nSubject: \(subject)\r
      Content-Type: text/plain; charset=utf-8\r\n\r\n\(text)\r\n
      """.utf8)
    #expect(mail.verdict == (code == nil ? .empty : .setup))
    #expect(mail.confirmationCode == code)
  }

  /// The sender, the server's finding of whom the mail is from, and whether that is believed.
  @Test(
    arguments: [
      ("forwarding-noreply@google.com", "dmarc=pass header.from=google.com", true),
      ("forwarding-noreply@googlemail.com", "dkim=pass header.i=@googlemail.com", true),
      ("Forwarding-NoReply@Google.COM", "spf=pass smtp.mailfrom=x@a.bounces.google.com", true),
      ("forwarding-noreply@google.com", "spf=pass smtp.mailfrom=<x@google.com>", true),
      ("forwarding-noreply@google.com", "dmarc=pass header.from=mail.google.com", false),
      ("forwarding-noreply@google.com", "dmarc=pass", false),
      ("forwarding-noreply@google.com", "dkim=pass header.d=evilgoogle.com", false),
      ("forwarding-noreply@google.com", "dkim=pass header.d=google.com.evil.example", false),
      ("forwarding-noreply@google.com", "dkim=fail header.d=google.com", false),
      (
        "forwarding-noreply@google.com", "dkim=pass header.d=evil.example header.i=@google.com",
        false
      ),
      ("forwarding-noreply@google.com", "dkim=pass header.d=google.com header.d=a.example", false),
      ("forwarding-noreply@google.com", "spf=pass smtp.helo=google.com", false),
      ("forwarding-noreply@google.com", "arc=pass header.from=google.com", false),
      ("noreply@microsoft.com", "dmarc=pass header.from=microsoft.com", true),
      // Everybody can have an address there.
      ("noreply@outlook.com", "dmarc=pass header.from=outlook.com", false),
      ("no-reply@zohomail.eu", "dkim=pass header.d=zohomail.eu", false),
      ("noreply@zoho.eu", "dkim=pass header.d=zoho.com", false),
      ("cpanel@web1.hosting.example", "dmarc=pass header.from=web1.hosting.example", false),
    ])
  func `who is believed`(_ sender: String, _ results: String, _ isBelieved: Bool) async throws {
    let place = try await Self.installation()
    let mail = try await place.add(
      """
      Authentication-Results: mx.example.fi; \(results)\r
      From: \(sender)\r\nSubject: (#123456) x\r\n\r\nx\r\n
      """.utf8)
    #expect(mail.verdict == .setup && mail.confirmationCode == "123456")
    #expect((mail.reason.code == .unprovenConfirmation) == !isBelieved, "\(mail.reason)")
  }

  @Test(
    arguments: [
      "forwarding-noreply@google.com.evil.example", "forwarding-noreply@evilgoogle.com",
      "forwarding-noreply@gооgle.com", "xforwarding-noreply@google.com", "noreply@google.com",
      "forwarding-noreply@gmail.com", "\"forwarding-noreply@google.com\" <a@evil.example>",
      "forwarding-noreply@google.com, a@evil.example", "a@evil.example (noreply@zoho.eu)",
      "forwarding-noreply", "", "cpanel@", "@microsoft.com",
    ])
  func `who doesn't ask for any provider is an ordinary sender`(_ sender: String) async throws {
    let place = try await Self.installation()
    let mail = try await place.add(
      "From: \(sender)\r\nSubject: (#123456789) x\r\n\r\nhttps://mail.google.com/mail/vf-1".utf8)
    #expect(mail.verdict == .empty)
  }

  @Test func `other verdicts of its kind come after it`() async throws {
    let place = try await Self.installation()
    let text = try ConfirmationFixture("gmail-fi").text()
    let automatic = try await place.add(
      ("Auto-Submitted: auto-replied\r\nPrecedence: bulk\r\n" + text).utf8)
    #expect(automatic.verdict == .setup)
  }

  @Test func `a bounce is one, whoever it is from`() async throws {
    let place = try await Self.installation()
    let mail = try await place.add(
      """
      From: no-reply@microsoft.com\r\nSubject: (#123456) Undeliverable\r
      Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r
      --r\r\n\r\nCode: 123456\r
      --r\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n--r--\r\n
      """.utf8)
    #expect(mail.verdict == .automatic && mail.confirmationCode == nil)
  }

  @Test func `the log tells of it, with a warning where anybody may have sent it`() async throws {
    let place = try await Self.installation()
    let genuine = ConfirmationFixture("gmail-fi")
    _ = try await place.add(try genuine.bytes())
    _ = try await place.add(try ConfirmationFixture("forged-userinfo").bytes())
    let entries = try await place.acme.log.search(LogQuery()).entries
    #expect(entries.map(\.kind) == [.setupReceived, .setupReceived])
    let expected = try genuine.expected()
    let url = try #require(expected.url)
    #expect(entries[1].text.hasSuffix("koodi 412776093, linkki \(url)."))
    #expect(entries[0].text.contains("koodi 304298959. VAROITUS: kuka tahansa"))
    #expect(!entries[0].text.contains("evil.example"))
  }
}
