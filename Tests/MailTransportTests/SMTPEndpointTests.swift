import Testing

@testable import MailTransport

struct SMTPEndpointTests {
  private func parse(
    _ url: String, tlsNone: Bool = false, login: SMTPEndpoint.Login? = nil,
    timeout: Duration = .seconds(60), clientName: String? = nil
  ) throws(EndpointError) -> SMTPEndpoint {
    try SMTPEndpoint.parse(
      url: url, tlsNone: tlsNone, login: login, timeout: timeout, clientName: clientName)
  }

  @Test(arguments: [
    ("smtp://mail.example.fi", false, 587, LinkSecurity.startTLS),
    ("SMTPS://mail.example.fi/", false, 465, .implicitTLS),
    ("smtps://mail.example.fi:1465", false, 1_465, .implicitTLS),
    ("smtp://localhost", true, 587, .none), ("smtp://[::1]:2525", true, 2_525, .none),
  ])
  func `a url names a server`(
    url: String, tlsNone: Bool, port: Int, security: LinkSecurity
  ) throws {
    let endpoint = try parse(url, tlsNone: tlsNone)
    #expect(endpoint.port == port)
    #expect(endpoint.security == security)
    #expect(endpoint.clientName == nil)
  }

  @Test(arguments: [
    ("smtps://posti.työ.fi", "posti.xn--ty-gka.fi"),
    ("smtp://POSTI.TYÖ.fi:25/", "posti.xn--ty-gka.fi"),
    ("smtp://xn--ty-gka.fi", "xn--ty-gka.fi"),
  ])
  func `a host beyond ASCII is looked up by its A-labels`(url: String, host: String) throws {
    #expect(try parse(url).host == host)
  }

  @Test(arguments: [
    ("imap://mail.example.fi", false), ("smtp://u:hush@mail.example.fi", false),
    ("smtp://mail.example.fi/EHLO", false), ("smtp://-ä.fi", false), ("smtp://ä b.fi", false),
    ("smtp://mail.example.fi", true),
    ("smtps://localhost", true), ("smtp://h\r\nQUIT", false), ("smtp://", false),
  ])
  func `other urls are refused without a secret in the error`(url: String, tlsNone: Bool) {
    let error = #expect(throws: EndpointError.self) { try parse(url, tlsNone: tlsNone) }
    #expect(error?.description.contains("hush") == false)
    #expect(error?.description.contains("imaps://") == false)
  }

  @Test func `names that would change a command are refused`() throws {
    let login = SMTPEndpoint.Login(username: "a\r\nb", .password(try Secret("x")))
    #expect(throws: EndpointError.self) { try parse("smtp://h", login: login) }
    #expect(throws: EndpointError.self) { try parse("smtp://h", clientName: "a\r\nb") }
    #expect(throws: EndpointError.self) { try parse("smtp://h", timeout: .zero) }
  }
}
