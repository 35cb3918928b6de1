import MailIngest
import Records
import Store
import TestKit
import Testing

@Suite struct AddressTemplateTests {
  @Test(
    arguments: [
      ("{company}-{token}@in.example.fi", "acme-abc234@in.example.fi"),
      ("{company}-{token}@in.example.fi", "ACME-ABC234@IN.example.FI"),
      ("docs+{company}-{token}@example.fi", "docs+acme-abc234@example.fi"),
    ])
  func `an address of ours names its company and token, without case`(
    _ pattern: String, _ address: String
  ) throws {
    let found = try AddressTemplate(pattern).match(address)
    #expect(found == AddressToken(slug: "acme", token: "abc234"))
  }

  @Test func `a slug may hold dashes`() throws {
    let template = try AddressTemplate("{company}-{token}@in.example.fi")
    #expect(
      template.match("oy-firma-ab-abc@in.example.fi")
        == AddressToken(slug: "oy-firma-ab", token: "abc"))
  }

  @Test(
    arguments: [
      "acme@in.example.fi", "-abc@in.example.fi", "acme-@in.example.fi",
      "acme-abc@out.example.fi", "x@acme-abc@example.fi", "",
    ])
  func `other addresses are none`(_ address: String) throws {
    #expect(try AddressTemplate("{company}-{token}@in.example.fi").match(address) == nil)
  }

  @Test(
    arguments: [
      "docs@example.fi", "{company}@example.fi", "{company}-{token}",
      "{company}-{token}@", "{company}-{token}@exa mple.fi", "a b{company}-{token}@example.fi",
      "{company}-{token}{company}-{token}@example.fi",
    ])
  func `a pattern that makes no addresses is refused`(_ pattern: String) {
    #expect(throws: AddressTemplate.Malformed.self) { try AddressTemplate(pattern) }
  }
}

@Suite struct RoutingTests {
  /// Drains one mail with these header lines through a fake server.
  private func route(
    _ place: Installation, _ header: [String], subject: String = "Reititys"
  ) async throws -> [Mail] {
    let text =
      header.joined(separator: "\r\n") + "\r\nSubject: \(subject)\r\n"
      + "Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-1.4 koe\r\n"
    let mailbox = FakeMailbox([.init(uid: 1, Array(text.utf8))])
    let server = try FakeIMAPServer(serving: mailbox)
    try await place.drain(place.mailbox(port: server.port))
    return try await place.store.mails()
  }

  @Test func `the envelope's fields win over what the sender wrote`() async throws {
    let place = try await Installation()
    let other = try await place.store.addCompany(
      NewCompany(name: "Muu Oy", slug: "muu"))
    let written = place.template.address(slug: other.slug, token: other.token)
    let mails = try await route(
      place, ["Delivered-To: \(place.address.uppercased())", "To: \(written)"])
    #expect(mails.map(\.company) == [place.acme.id])
    #expect(mails.map(\.headerUsed) == ["Delivered-To"])
  }

  @Test func `Received for comes before To`() async throws {
    let place = try await Installation()
    let mails = try await route(
      place,
      [
        "Received: from a by b with ESMTP id 1 (x) for <\(place.address)>;"
          + " Mon, 2 Nov 2026 09:00:00 +0200", "To: list@example.fi",
      ])
    #expect(mails.map(\.verdict) == [.filed])
    #expect(mails.map(\.headerUsed) == ["Received"])
  }

  @Test func `a mail to two companies is filed in both`() async throws {
    let place = try await Installation()
    let other = try await place.store.addCompany(
      NewCompany(name: "Muu Oy", slug: "muu"))
    let second = place.template.address(slug: other.slug, token: other.token)
    let mails = try await route(
      place, ["To: \"Acme, Oy\" <\(place.address)>, Muu <\(second)>"])
    #expect(Set(mails.map(\.company)) == [place.acme.id, other.id])
    #expect(mails.allSatisfy { $0.verdict == .filed })
    #expect(try await place.acme.documents().count == 1)
  }

  @Test func `an address in a display name or a comment routes nothing`() async throws {
    let place = try await Installation()
    let mails = try await route(
      place, ["To: \"\(place.address)\" <list@example.fi>, x@example.fi (\(place.address))"])
    #expect(mails.map(\.verdict) == [.unroutable])
    #expect(mails.map(\.company) == [nil])
  }

  @Test func `a rotated address stops working at once and is not told in the reason`()
    async throws
  {
    let place = try await Installation()
    _ = try await place.acme.acting(as: .operator, at: Installation.now).rotateAddress()
    let mails = try await route(place, ["To: \(place.address)"])
    #expect(mails.map(\.verdict) == [.unroutable])
    let token = try #require(place.template.match(place.address)).token
    #expect(
      mails.allSatisfy { !"\($0.reason)".contains(token) && "\($0.reason)".contains("rotated") })
  }

  @Test func `the header that decided is the one with the present address`() async throws {
    let place = try await Installation()
    let company = try await place.acme.acting(as: .operator, at: Installation.now).rotateAddress()
    let present = place.template.address(slug: company.slug, token: company.token)
    let mails = try await route(
      place, ["Delivered-To: \(place.address)", "X-Original-To: \(present)"])
    #expect(mails.map(\.verdict) == [.filed])
    #expect(mails.map(\.headerUsed) == ["X-Original-To"])
  }

  @Test func `where a tier's addresses are all out of use the next tier decides`() async throws {
    let place = try await Installation()
    let company = try await place.acme.acting(as: .operator, at: Installation.now).rotateAddress()
    let present = place.template.address(slug: company.slug, token: company.token)
    let received = "Received: from a by b for <\(place.address)>; Mon, 2 Nov 2026 09:00:00 +0200"
    let mails = try await route(
      place, ["Delivered-To: \(place.address)", received, "To: \(place.address), \(present)"])
    #expect(mails.map(\.verdict) == [.filed])
    #expect(mails.map(\.headerUsed) == ["To"])
  }

  @Test func `each company is told the header that holds its own address`() async throws {
    let place = try await Installation()
    let beta = try await place.store.addCompany(
      NewCompany(name: "Beta Oy", slug: "beta"))
    let second = place.template.address(slug: beta.slug, token: beta.token)
    let mails = try await route(place, ["To: \(place.address)", "Cc: \(second)"])
    #expect(mails.map(\.verdict) == [.filed, .filed])
    // The newest row, beta's, comes first.
    #expect(mails.map(\.headerUsed) == ["Cc", "To"])
  }

  @Test func `trace headers do not make a mail another one, its text does`() async throws {
    let place = try await Installation()
    let mail = SampleMail(to: place.address, subject: "Sama").attaching(.pdf("a.pdf"))
    let first = try await place.add(mail.bytes)
    let traced = mail.withHeader("Received: by x").withHeader("ARC-Seal: i=1")
      .withHeader("X-Spam-Score: 3")
    #expect(try await place.add(traced.bytes).verdict == .duplicate)
    var other = mail
    other.text = "Toinen teksti"
    #expect(try await place.add(other.bytes).verdict == .filed)
    #expect(first.verdict == .filed)
  }
}
