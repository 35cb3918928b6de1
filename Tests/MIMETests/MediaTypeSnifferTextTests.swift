import Testing

@testable import MIME

struct MediaTypeSnifferTextTests {
  private func sniffed(_ text: String, declared: String? = nil, name: String? = nil) -> String {
    MediaTypeSnifferTests.sniffed(Array(text.utf8), declared: declared, name: name)
  }

  @Test(arguments: [
    ("<!DOCTYPE html><html>", "text/html"),
    ("  <HTML>\n<head>", "text/html"),
    ("<!-- kirje --><div class=\"a\">", "text/html"),
    ("<script>alert(1)</script>", "text/html"),
    ("<!-- vain kommentti", "text/html"),
    (
      "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">",
      "application/xhtml+xml"
    ),
    ("<svg width=\"1\"/>", "image/svg+xml"),
    ("<?xml version=\"1.0\"?>\n<!-- x -->\n<svg:svg xmlns:svg=\"u\">", "image/svg+xml"),
    ("<!DOCTYPE svg PUBLIC \"a\" \"b\" [ <!ENTITY x \"y>\"> ]><svg>", "image/svg+xml"),
    (
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<Finvoice Version=\"3.0\">",
      "application/xml"
    ),
    (
      "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">",
      "application/xml"
    ),
    ("BEGIN:VCARD\r\nVERSION:3.0\r\n", "text/vcard"),
    ("begin:vcalendar\r\n", "text/calendar"),
    ("{ \"lasku\" : 1 }", "application/json"),
    ("Hyvää päivää", "text/plain"),
    ("<matti@example.fi> kirjoitti:", "text/plain"),
    ("<3", "text/plain"),
    ("{ 1 }", "text/plain"),
    ("[1] Viite", "text/plain"),
    ("MZ on kaksi kirjainta", "text/plain"),
    ("Huom: a\nToinen: b\nKolmas: c\n\nteksti", "text/plain"),
    ("Received: from a\r\n by b\r\nFrom: c\r\nSubject: d\r\n\r\nHei", "message/rfc822"),
    ("From a@b Thu Jan  1 00:00:00 2026\nMessage-ID: <1@b>\nFrom: a\nTo: b\n\n", "message/rfc822"),
  ])
  func `text is told by what it begins with`(text: String, expected: String) {
    #expect(sniffed(text) == expected)
    #expect(sniffed(text, declared: "application/octet-stream") == expected)
  }

  @Test func `a declared kind of XML or JSON is kept for what is one`() {
    let xml = "<?xml version=\"1.0\"?><Finvoice>"
    #expect(sniffed(xml, declared: "text/xml; charset=utf-8") == "text/xml")
    #expect(sniffed(xml, declared: "application/vnd.own+xml") == "application/vnd.own+xml")
    #expect(sniffed(xml, declared: "image/svg+xml") == "application/xml")
    #expect(sniffed(xml, declared: "text/plain") == "application/xml")
    #expect(sniffed("<Finvoice>", declared: "text/xml") == "text/xml")
    #expect(sniffed("<Finvoice>", name: "lasku.xml") == "application/xml")
    #expect(sniffed("{\"a\":1}", declared: "application/geo+json") == "application/geo+json")
    #expect(sniffed("[1, 2]", name: "a.json") == "application/json")
  }

  @Test func `active content is named even when something harmless was declared`() {
    #expect(sniffed("<html><script>", declared: "text/plain", name: "a.txt") == "text/html")
    #expect(sniffed("<svg onload=\"x\">", declared: "image/png", name: "a.png") == "image/svg+xml")
    #expect(sniffed("<html>", declared: "application/pdf") == "text/html")
  }

  @Test(
    arguments: [
      ("a;b;c\n1;2;3\n", "application/vnd.ms-excel", "luettelo.csv", "text/csv"),
      ("a;b;c\n", "text/csv", "x", "text/csv"),
      ("a;b;c\n", "text/plain", "tiliote.CSV", "text/csv"),
      ("a\tb\n", nil, "a.tsv", "text/tab-separated-values"),
      ("a;b;c\n", "application/vnd.ms-excel", "luettelo.xls", "text/plain"),
      ("# Otsikko\n", nil, "lue.md", "text/markdown"),
      ("Hei", "text/plain", "lue.txt", "text/plain"),
    ] as [(String, String?, String, String)])
  func `tables have no signature, so the declared type or the name tells`(
    text: String, declared: String?, name: String, expected: String
  ) {
    #expect(sniffed(text, declared: declared, name: name) == expected)
  }

  @Test func `a mail's own types are kept, and a file called eml needs one field only`() {
    #expect(sniffed("Subject: a\n\nb", declared: "message/rfc822") == "message/rfc822")
    #expect(
      sniffed("Reporting-MTA: dns; a\n", declared: "message/delivery-status")
        == "message/delivery-status")
    #expect(sniffed("Subject: a\n\nb", name: "viesti.eml") == "message/rfc822")
    #expect(sniffed("Hei vaan", declared: "message/rfc822", name: "a.eml") == "text/plain")
  }

  @Test func `text in other charsets is text`() {
    let latin: [UInt8] = Array("P".utf8) + [0xE4, 0xE4] + Array("t".utf8) + [0xF6] + [0x1A]
    #expect(MediaTypeSnifferTests.sniffed(latin) == "text/plain")
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in "<?xml version=\"1.0\"?><a/>".utf16 {
      wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    #expect(MediaTypeSnifferTests.sniffed(wide) == "application/xml")
    var bigEndian: [UInt8] = [0xFE, 0xFF]
    for unit in "Žluťoučký".utf16 { bigEndian += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    #expect(MediaTypeSnifferTests.sniffed(bigEndian) == "text/plain")
    #expect(MediaTypeSnifferTests.sniffed([0xFF, 0xFE]) == "text/plain")
  }
}
