import Foundation
import Testing

@testable import MIME

struct ComposedFieldTests {
  @Test(arguments: [
    ("Reminder", "Subject: Reminder"),
    ("Muistutus: tarjous", "Subject: Muistutus: tarjous"),
    ("Eräpäivä", "Subject: =?UTF-8?B?RXLDpHDDpGl2w6Q=?="),
    (
      "Reminder for Meikäläinen tomorrow",
      "Subject: =?UTF-8?Q?Reminder_for_Meik=C3=A4l=C3=A4inen_tomorrow?="
    ),
    ("例え", "Subject: =?UTF-8?B?5L6L44GI?="),
    ("a\r\nBcc: b@example.fi", "Subject: =?UTF-8?Q?a__Bcc=3A_b=40example=2Efi?="),
    ("x =?UTF-8?Q?y?=", "Subject: =?UTF-8?B?eCA9P1VURi04P1E/eT89?="),
    (" edge", "Subject: =?UTF-8?Q?_edge?="), ("", "Subject:"),
    (
      String(repeating: "words and ", count: 9) + "end",
      "Subject: words and words and words and words and words and words and words and\r\n"
        + " words and words and end"
    ),
  ])
  func `a text is written so that it is read the same`(value: String, written: String) throws {
    #expect(try ComposedField.text("Subject", value).text == written)
  }

  @Test func `no character is cut by a fold`() throws {
    let text = try ComposedField.text("Subject", String(repeating: "ä€\u{1F600}", count: 40)).text
    let words = text.dropFirst(9).split(separator: "\r\n ")
    #expect(words.count > 4)
    for word in words {
      #expect(word.utf8.count <= 75)
      let bytes = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      #expect(String(validating: bytes, as: UTF8.self) != nil)
    }
  }

  @Test(
    arguments: [
      (nil, "matti@example.fi", "To: matti@example.fi"),
      (
        "Matti Meikäläinen", "m@example.fi",
        "To: =?UTF-8?Q?Matti_Meik=C3=A4l=C3=A4inen?= <m@example.fi>"
      ),
      ("Mini-CRM", "m@example.fi", "To: Mini-CRM <m@example.fi>"),
      ("Acme Oy, \"Matti\"", "m@example.fi", "To: \"Acme Oy, \\\"Matti\\\"\" <m@example.fi>"),
      ("x\r\nBcc: y@z", "m@example.fi", "To: \"x Bcc: y@z\" <m@example.fi>"),
      (nil, "m@xn--ty-gka.fi", "To: m@xn--ty-gka.fi"),
      (nil, "mä@xn--ty-gka.fi", "To: =?UTF-8?B?bcOkQHhuLS10eS1na2EuZmk=?= :;"),
      ("Mä", "mä@xn--ty-gka.fi", "To: =?UTF-8?B?TcOk?= :;"),
    ] as [(String?, String, String)])
  func `an address is written with its name`(
    name: String?, address: String, written: String
  ) throws {
    let field = try ComposedField.addresses("To", [.init(name: name, address: address)])
    #expect(field.text == written)
  }

  @Test(arguments: [
    "", "x", "@example.fi", "a@", "a b@example.fi", "a@b\r\nBcc: c@d", "a@b>, <c@d", "a@b,c",
    "a\r\n@b.fi", "<a@b>", "a@b c", "a\0@b", "a@ä/b", "m@työ.fi", "\"a\r\n\"@b.fi",
  ])
  func `what is no address is refused`(address: String) {
    #expect(throws: ComposeError.self) {
      try ComposedField.addresses("To", [.init(name: "x", address: address)])
    }
  }

  /// (seconds since 1970, offset, as written)
  @Test(arguments: [
    (0, 0, "Date: Thu, 1 Jan 1970 00:00:00 +0000"),
    (1_835_416_800, 7_200, "Date: Tue, 29 Feb 2028 08:00:00 +0200"),
    (1_806_192_000, 10_800, "Date: Sun, 28 Mar 2027 03:00:00 +0300"),
    (946_684_799, -12_600, "Date: Fri, 31 Dec 1999 20:29:59 -0330"),
    (-1, 0, "Date: Wed, 31 Dec 1969 23:59:59 +0000"),
  ])
  func `a date is written in its zone`(seconds: Int, offset: Int, written: String) throws {
    let date = Date(timeIntervalSince1970: Double(seconds))
    #expect(try ComposedField.date(date, secondsFromUTC: offset).text == written)
  }

  @Test func `identifiers and tokens are folded, and nothing else is in them`() throws {
    let references = (1...5).map { "task-\($0).0123456789abcdef@crm.example.fi" }
    let field = try ComposedField.identifiers("References", references)
    #expect(field.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    #expect(
      field.text.replacing("\r\n", with: "")
        == "References: " + references.map { "<\($0)>" }.joined(separator: " "))
    #expect(
      try ComposedField.tokens("Auto-Submitted", "auto-generated").text
        == "Auto-Submitted: auto-generated")
    #expect(
      try ComposedField.listID("Muistutukset", "muistutukset.crm.example.fi").text
        == "List-Id: Muistutukset <muistutukset.crm.example.fi>")
    for bad in ["", "a", "a@b>", "a@b@c", "a@b\r\n", "a b@c", "<a@b>", "ä@b"] {
      #expect(throws: ComposeError.self) { try ComposedField.identifiers("Message-ID", [bad]) }
    }
    for bad in ["", " ", "a\r\nB: c", "ä", "a\0"] {
      #expect(throws: ComposeError.self) { try ComposedField.tokens("X", bad) }
    }
    for bad in ["", "a:b", "a b", "ä", "a\r\nb", String(repeating: "x", count: 61)] {
      #expect(throws: ComposeError.self) { try ComposedField.text(bad, "x") }
    }
  }
}
