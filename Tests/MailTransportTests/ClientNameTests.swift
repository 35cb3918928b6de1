import FoundationEssentials
import TestKit
import Testing

@testable import MailTransport

/// Our name in EHLO.
@Suite(.timeLimit(.minutes(10))) struct ClientNameTests {
  @Test(arguments: [
    ("crm.example.fi", "crm.example.fi"), ("CRM.työ.fi", "crm.xn--ty-gka.fi"),
    ("[192.0.2.1]", "[192.0.2.1]"), ("[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]"),
    ("crm", "crm"),
  ])
  func `EHLO says the name of the settings`(name: String, said: String) async throws {
    let server = try FakeSMTPServer()
    let session = SMTPSession(
      try .parse(
        url: "smtp://127.0.0.1:\(server.port)", tlsNone: true, timeout: .seconds(20),
        clientName: name))
    #expect(await session.send().kind == "accepted")
    #expect(server.commands.first == "EHLO \(said)")
    await session.close()
  }

  @Test(arguments: [
    "", "a b", "a\r\nb", "[1.2.3]", "[1.2.3.4", "[::1]", "[IPv6:x]", "crm..fi", "xn--a.fi", "a/b",
    "[192.0.2.1]\r\nQUIT",
  ])
  func `other names are refused`(name: String) {
    #expect(throws: EndpointError.self) { try SMTPEndpoint.checked(clientName: name) }
  }

  @Test func `by itself EHLO says a full name, or the address that it comes from`() async throws {
    let server = try FakeSMTPServer()
    let session = SMTPSession(
      try .parse(url: "smtp://127.0.0.1:\(server.port)", tlsNone: true, timeout: .seconds(20)))
    #expect(await session.send().kind == "accepted")
    let said = try #require(server.commands.first).dropFirst("EHLO ".count)
    #expect(said == "[127.0.0.1]" || ClientName.full(String(said)) == String(said), "\(said)")
    await session.close()
  }

  @Test(
    arguments: [
      ("crm.example.fi", "crm.example.fi"), ("CRM.Example.FI.", "crm.example.fi"), ("crm", nil),
      ("localhost", nil), ("localhost.localdomain", nil), ("10.0.0.1", nil), ("a b.fi", nil),
      (nil, nil),
    ] as [(String?, String?)])
  func `a full name is more than the machine's first`(name: String?, full: String?) {
    #expect(ClientName.full(name) == full)
  }

  @Test func `the address is the one that the server sees`() {
    #expect(ClientName.literal(towards: "127.0.0.1", port: 25) == "[127.0.0.1]")
    #expect(ClientName.literal(towards: "host.invalid", port: 25) == nil)
  }
}
