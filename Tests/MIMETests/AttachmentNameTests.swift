import Testing

@testable import MIME

struct AttachmentNameTests {
  @Test(arguments: [
    ("lasku.pdf", "lasku.pdf"),
    ("C:\\Users\\Matti\\Työpöytä\\lasku.pdf", "lasku.pdf"),
    ("/etc/passwd", "passwd"),
    ("..\\..\\AUTOEXEC.BAT", "AUTOEXEC.BAT"),
    ("a/b\\c.txt", "c.txt"),
    ("kansio/", "kansio"),
    ("kansio\\\u{0}", "kansio"),
    (".bashrc", "bashrc"),
    ("... .piilossa.txt", "piilossa.txt"),
    ("  väli .txt ", "väli .txt"),
    ("ohjelma.exe. .", "ohjelma.exe"),
    ("Yritys Oy.", "Yritys Oy"),
    ("rivin\r\n vaihto\t.pdf", "rivin vaihto.pdf"),
    ("lasku\u{202E}fdp.exe", "laskufdp.exe"),
    ("\u{FEFF}a\u{200B}b\u{AD}c\u{2066}d\u{061C}e\u{85}.pdf", "abcde.pdf"),
    ("\u{7F}\u{1}nolla\u{0}.pdf", "nolla.pdf"),
    ("👨\u{200D}👩\u{200D}👧.jpg", "👨\u{200D}👩\u{200D}👧.jpg"),
    ("a\u{308}a\u{308}ni.txt", "\u{E4}\u{E4}ni.txt"),
    ("CON", "CON"),
  ])
  func `a name is the last component without what hides or reorders it`(
    raw: String, expected: String
  ) {
    let name = AttachmentName.sanitised(raw)
    #expect(name.map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
  }

  @Test(arguments: ["", " ", ".", "..", "../", "/", "\\\\", "a/..", "\u{202E}", "\u{0}.\u{7F}"])
  func `a name of which nothing is left is no name`(raw: String) {
    #expect(AttachmentName.sanitised(raw) == nil)
  }

  @Test func `a long name is cut between graphemes and keeps its extension`() {
    let family = "👨\u{200D}👩\u{200D}👧"
    let name = AttachmentName.sanitised(String(repeating: family, count: 40) + ".pdf")
    // 18 bytes a family: 13 of them and ".pdf" are 238 bytes, one more would be 256.
    #expect(name == String(repeating: family, count: 13) + ".pdf")
    let letters = AttachmentName.sanitised(String(repeating: "ä", count: 500) + ".tar.gz")
    #expect(letters?.utf8.count == 255)
    #expect(letters?.hasSuffix("ä.gz") == true)
  }

  @Test func `a long name of 255 bytes stays whole`() {
    let name = String(repeating: "a", count: 251) + ".pdf"
    #expect(AttachmentName.sanitised(name) == name)
    #expect(AttachmentName.sanitised("a" + name) == name)
  }

  @Test func `a sentence after the last dot is no extension`() {
    let name = "1." + String(repeating: " liite", count: 60)
    let kept = AttachmentName.sanitised(name)
    #expect(kept?.utf8.count == 254)
    #expect(kept?.hasSuffix(" liite") == true)
    let long = "a." + String(repeating: "b", count: 300)
    #expect(AttachmentName.sanitised(long) == "a." + String(repeating: "b", count: 253))
  }

  @Test func `one grapheme larger than a name leaves no name`() {
    let marks = String(repeating: "\u{301}\u{327}", count: 50_000)
    #expect(AttachmentName.sanitised("a" + marks + ".pdf") == nil)
  }

  @Test func `a name of a megabyte is read in linear time`() {
    let name = AttachmentName.sanitised(String(repeating: "a\u{301}", count: 500_000) + ".pdf")
    #expect(name == String(repeating: "\u{E1}", count: 125) + ".pdf")
  }

  @Test(arguments: [
    ("Lasku 12/2026", "application/pdf", "Lasku 12-2026.pdf"),
    ("Re: Tarjous", "message/rfc822", "Re: Tarjous.eml"),
    ("Kutsu", "text/calendar", "Kutsu.ics"),
    ("lasku.PDF", "application/pdf", "lasku.PDF"),
    ("..", "image/jpeg", "attachment.jpg"),
    (nil, "application/pdf", "attachment.pdf"),
    (nil, "text/x-jokin", "attachment.txt"),
    (nil, "application/x-jokin", "attachment.bin"),
    ("\u{202E}", "application/octet-stream", "attachment.bin"),
    ("//", "text/html", "--.html"),
  ])
  func `a part without a name gets the subject and its type's extension`(
    subject: String?, mediaType: String, expected: String
  ) {
    #expect(AttachmentName.fallback(subject: subject, mediaType: mediaType) == expected)
  }

  @Test func `a long subject leaves room for the extension`() {
    let subject = String(repeating: "sana ", count: 200)
    let name = AttachmentName.fallback(subject: subject, mediaType: "application/json")
    #expect(name == String(repeating: "sana ", count: 49) + "sana.json")
    #expect(name.utf8.count <= 255)
  }
}
