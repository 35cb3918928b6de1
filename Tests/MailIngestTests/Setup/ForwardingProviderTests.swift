import MIME
import Testing

@testable import MailIngest

/// The providers that ask whether mail may be forwarded, and the servers that vouch for them.
@Suite struct ForwardingProviderTests {
  @Test(
    arguments: [
      ("forwarding-noreply@google.com", "Gmail"), ("Forwarding-NoReply@GOOGLEMAIL.com", "Gmail"),
      ("noreply@microsoft.com", "Outlook"), ("noreply@a.microsoft.com", "Outlook"),
      ("no-reply@zoho.eu", "Zoho"), ("cpanel@web1.hosting.example", "cPanel"),
      ("noreply@evilmicrosoft.com", nil), ("noreply@google.com", nil), ("cpanel@", nil),
      ("forwarding-noreply", nil), ("", nil),
    ] as [(String, String?)])
  func `a provider is known by its own sender`(address: String, name: String?) {
    #expect(ForwardingProvider.asking(from: address)?.name == name)
  }

  @Test(arguments: [
    ("forwarding-noreply@google.com", "https://mail.google.com/mail/vf-1", true),
    ("forwarding-noreply@google.com", "https://mail.google.com/mail/uf-1", false),
    ("forwarding-noreply@google.com", "https://mail.google.com/mail/vf-/../x", false),
    ("forwarding-noreply@google.com", "https://mail.google.com/mail/vf-%2e%2e", false),
    ("forwarding-noreply@google.com", "https://mail.google.com/mail/vf-1?a=..", true),
    ("forwarding-noreply@google.com", "https://x@mail.google.com/mail/vf-1", false),
    ("noreply@microsoft.com", "https://account.live.com/Verify?x", true),
    ("noreply@microsoft.com", "https://account.live.com/verify/cancel", false),
    ("noreply@microsoft.com", "https://account.live.com/home", false),
    ("cpanel@a.example", "https://a.example/verify", false),
  ])
  func `a link is the provider's own where it leads to agreeing there and nowhere else`(
    sender: String, link: String, isOwn: Bool
  ) throws {
    let provider = try #require(ForwardingProvider.asking(from: sender))
    #expect(try #require(ConfirmationLink(link)).isOwn(of: provider) == isOwn)
  }

  private func results(_ text: String) throws -> AuthenticationResults {
    try #require(AuthenticationResults(Array("mx.example.fi; \(text)".utf8)))
  }

  @Test(arguments: [
    ("dmarc=pass header.from=google.com", true), ("dmarc=pass header.from=Google.COM", true),
    ("dmarc=fail header.from=google.com", false), ("dmarc=pass header.from=a.example", false),
    ("dkim=pass header.d=mail.google.com", true), ("dkim=pass header.i=@google.com", true),
    ("dkim=pass header.d=xgoogle.com", false), ("spf=pass smtp.mailfrom=<a@google.com>", true),
    ("spf=pass smtp.helo=google.com", false), ("none", false), ("iprev=pass policy.x=1", false),
  ])
  func `a passed check for the provider's domain is a proof`(text: String, isProven: Bool) throws {
    let results = try results(text)
    #expect(results.authenticate("google.com", by: ["google.com"]) == isProven)
    #expect(!results.authenticate("google.com", by: ["other.example"]))
    #expect(!results.authenticate("google.com", by: []))
  }

  @Test(
    arguments: [
      ([], nil), (["other.example"], nil), (["MX.example.fi"], "mx.example.fi"),
      (["b.example", "mx.example.fi"], "b.example"),
    ] as [([String], String?)])
  func `the topmost word of a server that is believed counts`(
    servers: [String], server: String?
  ) throws {
    let header = """
      Authentication-Results: a.example; none\r
      Authentication-Results: ;\r
      Authentication-Results: b.example; none\r
      Authentication-Results: mx.example.fi; none\r\n\r\n
      """
    try MailAtHand.read(header) { tree in
      let results = SenderAuthentication(by: servers).results(in: tree.header)
      #expect(results?.server == server)
    }
  }
}
