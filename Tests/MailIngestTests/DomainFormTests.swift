import MailIngest
import Records
import Store
import TestKit
import Testing

/// A domain with letters beyond ASCII and its `xn--` form are the same.
@Suite(.timeLimit(.minutes(10))) struct DomainFormTests {
  private static let patterns = [
    "{company}-{token}@in.työ.fi", "{company}-{token}@in.xn--ty-gka.fi",
    "{company}-{token}@IN.TYÖ.fi", "{company}-{token}@in.tyo\u{308}.fi",
  ]
  private static let written = [
    "acme-abc234@in.työ.fi", "acme-abc234@in.xn--ty-gka.fi", "ACME-ABC234@IN.XN--TY-GKA.FI",
    "acme-abc234@IN.TYÖ.FI", "acme-abc234@in.tyo\u{308}.fi", "acme-abc234@in.työ.fi.",
    "acme-abc234@in。työ。fi",
  ]

  @Test(arguments: patterns, written)
  func `an address of ours is one in every form`(pattern: String, address: String) throws {
    let found = try AddressTemplate(pattern).match(address)
    #expect(found == AddressToken(slug: "acme", token: "abc234"))
  }

  @Test func `people see the domain as it is configured`() throws {
    func shown(_ pattern: String) throws -> String {
      try AddressTemplate(pattern).address(slug: "acme", token: "abc")
    }
    #expect(try shown("{company}-{token}@in.Työ.fi") == "acme-abc@in.työ.fi")
    #expect(try shown("{company}-{token}+x@in.xn--ty-gka.fi") == "acme-abc+x@in.xn--ty-gka.fi")
  }

  @Test(arguments: [
    "acme-abc234@in.tyo.fi", "acme-abc234@in.xn--ty-gkb.fi", "acme-abc234@in.xn--a.fi",
    "acme-abc234@työ.fi", "acme-abc234@xin.työ.fi", "acme-abc234@in.työ.fi.example",
    "acme-abc234@",
  ])
  func `other domains are none of ours`(address: String) throws {
    #expect(try AddressTemplate("{company}-{token}@in.työ.fi").match(address) == nil)
  }

  @Test(arguments: [
    "{company}-{token}@xn--a.fi", "{company}-{token}@-ä.fi", "{company}-{token}@ä..fi",
  ])
  func `a domain that is none is refused`(pattern: String) {
    #expect(throws: AddressTemplate.Malformed.self) { try AddressTemplate(pattern) }
  }

  private static let headers: [@Sendable (String) -> String] = [
    { "Delivered-To: \($0)@in.xn--ty-gka.fi" }, { "Delivered-To: \($0)@in.työ.fi" },
    { "X-Original-To: <\($0)@IN.XN--TY-GKA.FI>" }, { "To: Acme <\($0)@in.työ.fi>" },
    { "To: =?UTF-8?Q?=C3=84?= <\($0)@=?UTF-8?Q?in.ty=C3=B6.fi?=>" },
    { "Received: from a by b for <\($0)@in.xn--ty-gka.fi>; Mon, 5 Jan 2026 10:00:00 +0200" },
    { "Received: from a by b with UTF8SMTP for <\($0)@in.työ.fi>; Mon, 5 Jan 2026 10:00:00 +0200" },
  ]

  @Test(arguments: ["{company}-{token}@in.työ.fi", "{company}-{token}@in.xn--ty-gka.fi"])
  func `a mail finds its company in each header and form`(pattern: String) async throws {
    let place = try await Installation(pattern: pattern)
    let local = String(place.address.prefix { $0 != "@" })
    let mails = Self.headers.enumerated().map { index, header in
      let text =
        "\(header(local))\r\nSubject: \(index)\r\n"
        + "Content-Type: application/pdf; name=\(index).pdf\r\n\r\n%PDF-1.4 \(index)\r\n"
      return FakeMailbox.Message(uid: UInt32(index + 1), Array(text.utf8))
    }
    let server = try FakeIMAPServer(serving: FakeMailbox(mails))
    try await place.drain(place.mailbox(port: server.port))
    let found = try await place.store.mails()
    #expect(found.filter { $0.verdict != .filed }.map(\.subject) == [])
    #expect(found.count == Self.headers.count)
    // As an MTA hands it over.
    let added = try await place.add(
      "Subject: x\r\nContent-Type: application/pdf; name=x.pdf\r\n\r\n%PDF-1.4 x\r\n".utf8,
      to: "\(local)@IN.xn--TY-gka.fi")
    #expect(added.verdict == .filed)
  }
}
