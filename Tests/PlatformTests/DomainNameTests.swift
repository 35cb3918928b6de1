import Platform
import TestKit
import Testing

/// A domain with letters beyond ASCII and its `xn--` form are one.
@Suite struct DomainNameTests {
  @Test(arguments: [
    ("Example.FI", "example.fi"), ("in.example.fi.", "in.example.fi"),
    ("työ.example", "xn--ty-gka.example"), ("TYÖ.Example", "xn--ty-gka.example"),
    ("tyo\u{308}.example", "xn--ty-gka.example"), ("xn--ty-gka.example", "xn--ty-gka.example"),
    ("XN--TY-GKA.EXAMPLE", "xn--ty-gka.example"), ("in.työ.fi", "in.xn--ty-gka.fi"),
    ("例え.jp", "xn--r8jz45g.jp"), ("例え。jp", "xn--r8jz45g.jp"), ("ｅｘａｍｐｌｅ．ｆｉ", "example.fi"),
    ("straße.de", "xn--strae-oqa.de"), ("βόλος.gr", "xn--nxasmm1c.gr"),
    ("r3---sn-abc.example.com", "r3---sn-abc.example.com"),
    ("r3---sn.työ.fi", "r3---sn.xn--ty-gka.fi"), ("ab--cd.example", "ab--cd.example"),
    ("_dmarc.työ.fi", "_dmarc.xn--ty-gka.fi"), ("-a-.fi", "-a-.fi"), ("localhost", "localhost"),
    ("раураl.fi", "xn--l-7sba6dbr.fi"),
  ])
  func `a name has one form`(text: String, ascii: String) {
    #expect(DomainName(text)?.ascii == ascii)
  }

  @Test(arguments: [
    "", ".", "..", "a..fi", ".fi", "ä..fi", "a b.fi", "ä b.fi", "ä/b.fi", "ä:25", "ä@b.fi", "a/b",
    "-ä.fi", "ä-.fi", "xn--a.fi", "xn--.fi", "xn--99999999.fi", "xn--TY-GKB\u{e4}.fi", "a\0b.fi",
    "ä\0b.fi", "\u{301}a.fi", "a\u{200B}\u{202E}ä.fi", "\u{2488}.fi", "a\r\nb", "ä\r\n.fi",
    String(repeating: "a", count: 64) + ".fi", String(repeating: "ä", count: 64) + ".fi",
    String(repeating: "abcdefgh.", count: 29) + "fi",
  ])
  func `what is no name has none`(text: String) {
    #expect(DomainName(text) == nil)
  }

  @Test(arguments: [
    ("xn--ty-gka.example", "työ.example"), ("TYÖ.fi", "työ.fi"), ("Example.FI", "example.fi"),
    ("xn--strae-oqa.de", "straße.de"), ("tyo\u{308}.fi", "työ.fi"),
  ])
  func `people see the letters`(text: String, unicode: String) {
    #expect(DomainName(text)?.unicode.unicodeScalars.elementsEqual(unicode.unicodeScalars) == true)
  }

  @Test func `names that look alike are two`() {
    #expect(DomainName("pаypal.fi") != DomainName("paypal.fi"))
    #expect(DomainName("strasse.de") != DomainName("straße.de"))
    #expect(DomainName("tyo.fi") != DomainName("työ.fi"))
  }

  @Test(arguments: [
    ("in.example.fi", false), ("", false), ("a--b.fi", false), ("xn--ty-gka.fi", true),
    ("in.xn--ty-gka.fi", true), ("työ.fi", true), ("n--", true), ("xn-", false),
  ])
  func `plain names need no look`(text: String, has: Bool) {
    #expect(DomainName.hasOtherForms(text) == has)
  }

  @Test(arguments: [
    ("Matti@Työ.fi", "Matti@xn--ty-gka.fi"), ("matti@XN--TY-gka.fi", "matti@xn--ty-gka.fi"),
    ("Matti@Example.FI", "Matti@Example.FI"), ("matti", "matti"), ("a@xn--a.fi", "a@xn--a.fi"),
    ("mäti@työ.fi", "mäti@xn--ty-gka.fi"),
  ])
  func `an address has its domain in either form`(address: String, ascii: String) {
    #expect(DomainName.address(address, domain: \.ascii) == ascii)
  }

  @Test func `random text neither crashes nor gives what is no name`() {
    var random = SeededGenerator()
    let alphabet: [Unicode.Scalar] = [
      "a", "x", "n", "-", ".", "ä", "ß", "\u{301}", "ا", "1", "\u{200D}", "\u{FF0E}", "_", "例",
      "\u{1F600}", "\u{E000}", "\0", " ",
    ]
    for _ in 0..<20_000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
            alphabet.randomElement(using: &random)
          })
      )
      guard let name = DomainName(text) else { continue }
      #expect(DomainName(name.ascii) == name, "\(random)")
      #expect(DomainName(name.unicode) == name, "\(text.debugDescription)")
    }
  }
}
