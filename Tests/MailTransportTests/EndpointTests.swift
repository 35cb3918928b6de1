import FoundationEssentials
import Testing

@testable import MailTransport

struct EndpointTests {
  @Test(arguments: [
    ("imaps://imap.example.fi", "imap.example.fi", 993, IMAPEndpoint.Security.implicitTLS),
    ("IMAPS://imap.example.fi:1993/", "imap.example.fi", 1_993, .implicitTLS),
    ("imap://10.0.0.1", "10.0.0.1", 143, .startTLS),
    ("imap://[2001:db8::1]:10143", "2001:db8::1", 10_143, .startTLS),
  ])
  func `a url names a server`(
    url: String, host: String, port: Int, security: IMAPEndpoint.Security
  ) throws {
    let server = try IMAPEndpoint.parse(url: url, tlsNone: false)
    #expect(server == (host, port, security))
  }

  @Test(arguments: ["imaps://imap.example.fi", "imap://IMAP.example.fi:10143"])
  func `an account is the same whichever way its server is reached`(url: String) throws {
    let endpoint = try IMAPEndpoint.parse(
      url: url, tlsNone: false, username: "Docs@example.fi", credential: .password(Secret("hush")),
      caFile: nil,
      timeout: .seconds(1))
    #expect(endpoint.account == "Docs@example.fi@imap.example.fi")
  }

  @Test(arguments: [
    "imap://localhost", "imap://127.0.0.1:10143", "imap://127.9.8.7", "imap://[::1]",
    "imap://LocalHost",
  ])
  func `loopback may go without TLS`(url: String) throws {
    #expect(try IMAPEndpoint.parse(url: url, tlsNone: true).security == .none)
  }

  @Test(arguments: [
    ("imap://imap.example.fi", "unprotected"), ("imap://127.0.0.1.example.fi", "unprotected"),
    ("imap://10.127.0.1", "unprotected"), ("imap://[::2]", "unprotected"),
    ("imap://[::ffff:127.0.0.1]", "unprotected"), ("imaps://localhost", "contradicts"),
    ("imap://2130706433", "unprotected"),
  ])
  func `nothing else goes without TLS`(url: String, word: String) {
    let error = #expect(throws: EndpointError.self) {
      try IMAPEndpoint.parse(url: url, tlsNone: true)
    }
    #expect(error?.message.contains(word) == true)
  }

  @Test(arguments: [
    "imap.example.fi", "http://imap.example.fi", "imaps://", "imaps:///INBOX",
    "imaps://user:hush@imap.example.fi", "imaps://imap.example.fi/INBOX", "imaps://host:0",
    "imaps://host:65536", "imaps://host:", "imaps://host:1x", "imaps://ho st", "imaps://[::1",
    "imaps://[zz]", "imaps://::1", "imaps://host?x", "imaps://host\r\nA LOGOUT", "imaps://h#x",
    "imaps://-hä",
  ])
  func `a url with anything else is refused, without a secret in the error`(url: String) {
    let error = #expect(throws: EndpointError.self) {
      try IMAPEndpoint.parse(url: url, tlsNone: false)
    }
    #expect(error?.description.contains("hush") == false)
    #expect(error?.suggestion.isEmpty == false)
  }

  @Test(arguments: ["", "a\r\nb", "a\0", "\u{85}"])
  func `user names that would change the command are refused`(username: String) throws {
    let secret = try Secret("x")
    #expect(throws: EndpointError.self) {
      try IMAPEndpoint.parse(
        url: "imaps://host", tlsNone: false, username: username, credential: .password(secret),
        caFile: nil,
        timeout: .seconds(1))
    }
  }

  @Test func `a password never shows itself`() throws {
    #expect(throws: EndpointError.self) { try Secret("a\nb") }
    let secret = try Secret("hunter2")
    let endpoint = try IMAPEndpoint.parse(
      url: "imaps://host", tlsNone: false, username: "u", credential: .password(secret),
      caFile: nil,
      timeout: .seconds(1))
    var dumped = ""
    dump(endpoint, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), "\(endpoint)", dumped] {
      #expect(!text.contains("hunter2"))
    }
    #expect(secret.removed(from: "LOGIN u hunter2, aHVudGVyMg==") == "LOGIN u •••, •••")
  }

  /// RFC 4616: a NUL, the user name, a NUL, the password; its place in the base64 differs.
  @Test(arguments: ["u", "uu", "uuu"])
  func `a password is removed from an answer to AUTHENTICATE PLAIN`(username: String) throws {
    let secret = try Secret("hunter2")
    let sent = Data("\0\(username)\0hunter2".utf8).base64EncodedString()
    let left = secret.removed(from: "you sent \(sent)").replacing("•••", with: "")
    #expect(left.count <= "you sent ".count + sent.count - 8, "\(left)")
  }

  @Test func `a password is removed as LOGIN quotes it`() throws {
    let secret = try Secret(#"hun"ter\2"#)
    #expect(secret.removed(from: #"you sent "hun\"ter\\2""#) == #"you sent "•••""#)
  }
}
