import TestKit
import Testing

@testable import MailTransport

@Suite(.timeLimit(.minutes(10)))
struct EnvelopeAddressTests {
  @Test(arguments: [
    ("matti@example.fi", "matti@example.fi"), ("a+b.c_d@Example.FI", "a+b.c_d@Example.FI"),
    ("maija@työ.example", "maija@xn--ty-gka.example"), ("m@TYÖ.example", "m@xn--ty-gka.example"),
    ("m@tyo\u{308}.fi", "m@xn--ty-gka.fi"), ("m@straße.de", "m@xn--strae-oqa.de"),
    ("x@例え.jp", "x@xn--r8jz45g.jp"),
    ("x@[192.0.2.1]", "x@[192.0.2.1]"), ("\"matti m\"@example.fi", "\"matti m\"@example.fi"),
    ("o'brien@example.fi", "o'brien@example.fi"),
  ])
  func `an address goes out with its domain in ASCII`(address: String, sent: String) throws {
    #expect(try EnvelopeAddress(address).text == sent)
  }

  @Test(arguments: [
    "", "matti", "@example.fi", "matti@", "a b@example.fi", "a@b c.fi", "a@example..fi",
    "a@example.fi>\r\nRCPT TO:<b@example.fi", "a\0@example.fi", "a>@example.fi",
    "a@example.fi> SIZE=1", "<a@example.fi>", "a@b@example.fi", "\"a@b\"@example.fi",
    "a\u{85}@example.fi", "a\u{2028}@example.fi", "a\u{202e}@example.fi", "a@exa/mple.fi",
    "a@ä/b.fi", "a@ä:25", "a,b@example.fi", "a@-ä.fi", "a@[1.2.3.4", "a@[a b]",
    String(repeating: "a", count: 65) + "@example.fi",
    "a@" + String(repeating: "abcdefgh.", count: 28) + "fi",
  ])
  func `an address that could say more is refused before anything is sent`(
    address: String
  ) async throws {
    let server = try FakeSMTPServer()
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    for (sender, recipient) in [("crm@example.fi", address), (address, "matti@example.fi")] {
      let outcome = await session.send(SMTPSession.letter, from: sender, to: recipient)
      #expect(outcome.kind == "permanent")
      #expect(outcome.words.hasPrefix("the address “"))
    }
    #expect(server.connections == 0)
  }

  @Test func `letters beyond ASCII before the @ need SMTPUTF8`() async throws {
    let without = try FakeSMTPServer()
    let session = SMTPSession(try smtpEndpoint(port: without.port))
    #expect(await session.send().kind == "accepted")
    let refused = await session.send(to: "mäti@example.fi")
    #expect(refused.kind == "permanent")
    #expect(refused.words.contains("SMTPUTF8"))
    #expect(!without.commands.contains { $0.contains("ti@") && $0.contains("m\u{e4}") })
    #expect(await session.send().kind == "accepted")

    let with = try FakeSMTPServer(extensions: ["SMTPUTF8"])
    let other = SMTPSession(try smtpEndpoint(port: with.port))
    #expect(await other.send(to: "mäti@työ.fi").kind == "accepted")
    #expect(with.mails.map(\.recipient) == ["RCPT TO:<mäti@xn--ty-gka.fi>"])
    #expect(with.mails.map(\.sender) == ["MAIL FROM:<crm@example.fi> SMTPUTF8"])
  }

  @Test(arguments: [
    ("Subject: x\r\n\r\nbare\nline\r\n", "CRLF"), ("a\rb\r\n", "CRLF"), ("no end", "CRLF"),
    ("nul \0\r\n", "7-bit"), ("\u{e4}\r\n", "7-bit"), ("\r", "CRLF"), ("", "CRLF"),
    (String(repeating: "x", count: 999) + "\r\n", "998"),
  ])
  func `a message that servers may read differently is not sent`(
    message: String, word: String
  ) async throws {
    let server = try FakeSMTPServer()
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    let outcome = await session.send(
      Array(message.utf8), from: "crm@example.fi", to: "matti@example.fi")
    #expect(outcome.kind == "permanent")
    #expect(outcome.words.contains(word))
    #expect(server.connections == 0)
  }
}
