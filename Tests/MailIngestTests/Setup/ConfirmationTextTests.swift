import Testing

@testable import MailIngest

/// Codes, links and texts, as they stand in mails.
@Suite struct ConfirmationTextTests {
  @Test(
    arguments: [
      ("(#123456789) Gmail", "123456789"), ("#123-456-789", "123456789"),
      ("# 59387283 )", "59387283"),
      ("##1234567890", "1234567890"), ("#12 (#123456)", "123456"), ("(12345678) Gmail", "12345678"),
      ("123456 Gmail", nil), ("#12345", nil), ("#12345678901", nil), ("#123-45", nil), ("", nil),
      ("#" + String(repeating: "1 ", count: 40), nil),
    ] as [(String, String?)])
  func `a subject shows its code behind a number sign, or a long one alone`(
    subject: String, code: String?
  ) {
    #expect(ConfirmationCode.inSubject(subject, length: 6...10) == code)
  }

  @Test(
    arguments: [
      ("Koodi: 123456", "123456"), ("hei\n  123 456  \nloppu", "123456"),
      ("Code：123456.", "123456"),
      ("*123456*", "123456"), ("a 123456", nil), ("123456 a", nil), ("Code: 12345", nil),
      ("aika 12:345678", "345678"), ("2026-11-30", nil), ("", nil),
    ] as [(String, String?)])
  func `a text shows its code alone on a line, or at the end of one`(text: String, code: String?) {
    #expect(ConfirmationCode.inText(text, length: 6...10) == code)
  }

  @Test(arguments: [
    ("https://mail.google.com/mail/vf-1", "mail.google.com", "/mail/vf-1"),
    ("HTTPS://Mail.Google.COM", "mail.google.com", ""),
    ("https://a:b@c.example:8443?d#e", "a:b@c.example:8443", "?d#e"),
    ("https:///x", "", "/x"),
  ])
  func `a link is taken apart as a browser would`(text: String, authority: String, path: String)
    throws
  {
    let link = try #require(ConfirmationLink(text))
    #expect(link.authority == authority && link.path == path)
    #expect(link.text.hasPrefix("https://"))
  }

  @Test(arguments: [
    "http://a.example/", "https:/a.example", "//a.example", "https://a.example/ b", "https://ä.fi/",
    "https://a.example/\\b", "https://a.example/<b>", "https://a.example/\u{7F}", "",
    "https://a.example/" + String(repeating: "x", count: 2_000),
  ])
  func `what a browser may read in another way is no link`(text: String) {
    #expect(ConfirmationLink(text) == nil)
  }

  @Test func `links are found between words, without what ends the sentence`() {
    let text = """
      Agree: https://a.example/verify. (https://b.example/x) “HTTPS://c.example/?q=1”,
      xhttps://d.example/ redirect=https://e.example/ <https://f.example/>
      """
    let found = ConfirmationLink.all(in: text, atMost: 10).map(\.text)
    #expect(
      found == ["https://a.example/verify", "https://b.example/x", "https://f.example/"]
        || found == [
          "https://a.example/verify", "https://b.example/x", "https://c.example/?q=1",
          "https://f.example/",
        ])
    #expect(ConfirmationLink.all(in: text, atMost: 1).map(\.authority) == ["a.example"])
  }

  @Test(
    arguments: [
      ("a<br>b", "a\nb", []),
      ("<p>1 &lt; 2 &amp;&#65;&#x42;&nbsp;c &x; &", "\n1 < 2 &AB c &x; &", []),
      ("<style>a</style>b<script>c<d></script>e", "be", []),
      ("<a href=\"https://a/?b&amp;c\">x</a><A HREF=d>y</A>", "xy", ["https://a/?b&c", "d"]),
      ("<!-- <a href=x> -->a", "a", []), ("<!-- a", "", []), ("a<b", "a", []),
      ("1 < 2", "1  2", []),
      ("<a title='>' href = 'e' href=f>", "", ["e"]), ("a\tb\nc", "a b c", []),
    ] as [(String, String, [String])])
  func `of HTML is read what a reader sees, and where the links lead`(
    html: String, text: String, links: [String]
  ) {
    let read = HTMLText(html)
    #expect(read.text == text && read.links == links)
  }

  @Test func `no more than 200 links are kept`() {
    let html = String(repeating: "<a href=x>", count: 300)
    #expect(HTMLText(html).links.count == 200)
  }
}
