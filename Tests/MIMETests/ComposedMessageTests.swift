import Foundation
import TestKit
import Testing

@testable import MIME

/// The reader reads composed messages back.
struct ComposedMessageTests {
  private static let texts = [
    "", "Hei,\n\nlaskun eräpäivä on huomenna.\n", "plain\r\nlines\r\n", "no end", "\n\n", ".\n..\n",
    "From here\nFrom there\n", "tail \nand\t\n", "--=_mixed--\n--=_alternative\n",
    "=_mixed =3D =\n",
    String(repeating: "x", count: 2_000), String(repeating: "ä", count: 500) + "\n", "a\rb\r\nc",
    "nul \0 and \u{1b}[2J", "\u{1F469}\u{200D}\u{1F680} emoji", "Fåglar F\n", " x\n",
  ]

  /// Every line break as CRLF, the last line with one.
  private func expected(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      if scalar == "\r" || (scalar == "\n" && previous != "\r") { result += "\r\n".unicodeScalars }
      if scalar != "\r", scalar != "\n" { result.append(scalar) }
      previous = scalar
    }
    if previous != "\r", previous != "\n" { result += "\r\n".unicodeScalars }
    return String(result)
  }

  /// Nothing that a server would refuse or change.
  private func check(_ bytes: [UInt8]) {
    #expect(bytes.allSatisfy { $0 < 0x80 && $0 != 0 })
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.last == "")
    #expect(lines.allSatisfy { !$0.utf8.contains(0x0A) && !$0.utf8.contains(0x0D) })
    #expect(lines.allSatisfy { $0.utf8.count <= 78 }, "\(lines.filter { $0.utf8.count > 78 })")
    #expect(!lines.contains("."))
    #expect(!lines.contains { $0.hasPrefix("From ") })
  }

  @Test(arguments: texts)
  func `a text alone is read back`(text: String) throws {
    let bytes = try ComposedMessage(fields: [.text("Subject", "x")], text: text).bytes()
    check(bytes)
    let mail = try ReadMail(bytes)
    #expect(mail.outline == ["1 leaf text/plain"])
    #expect(try mail.content("1") == Array(expected(text).utf8))
  }

  @Test(arguments: texts, ["<p>ei\u{e4}</p>\n", "--=_mixed\n"])
  func `text, HTML and attachments are read back`(text: String, html: String) throws {
    let calendar = Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8)
    let bytes = try ComposedMessage(
      fields: [.text("Subject", "Muistutus: tarjous ä")], text: text, html: html,
      attachments: [
        ComposedAttachment(
          name: "tehtävä 1.ics", mediaType: "text/calendar",
          parameters: [("charset", "utf-8"), ("method", "PUBLISH")], content: calendar),
        ComposedAttachment(name: "empty.bin", mediaType: "application/octet-stream", content: []),
        ComposedAttachment(
          name: "all.bin", mediaType: "application/octet-stream", content: Array(0...255)),
      ]
    ).bytes()
    check(bytes)
    let mail = try ReadMail(bytes)
    #expect(
      mail.outline == [
        "1 multipart multipart/mixed", "1.1 multipart multipart/alternative",
        "1.1.1 leaf text/plain", "1.1.2 leaf text/html",
        "1.2 leaf text/calendar “tehtävä 1.ics”",
        "1.3 leaf application/octet-stream “empty.bin”",
        "1.4 leaf application/octet-stream “all.bin”",
      ])
    #expect(try mail.content("1.1.1") == Array(expected(text).utf8))
    #expect(try mail.content("1.1.2") == Array(expected(html).utf8))
    #expect(try mail.content("1.2") == calendar)
    #expect(try mail.content("1.3") == [])
    #expect(try mail.content("1.4") == Array(0...255))
    #expect(try mail.part("1.2").parameters["charset"] == "utf-8")
    #expect(mail.tree.header.text("Subject") == "Muistutus: tarjous ä")
    #expect(mail.tree.violations(of: mail.bytes) == [])
  }

  @Test(arguments: [
    "lasku.pdf", "tehtävä – 1.ics", "a\"b\\.txt", "=?UTF-8?Q?x?=.txt", "100%.txt", "it's.txt",
    String(repeating: "long name ", count: 20) + ".pdf",
    String(repeating: "日本語", count: 25) + ".pdf",
    "x\r\nContent-Type: text/html\r\n\r\n<script>.txt", "; name=y.txt",
    "\u{1F469}\u{200D}\u{1F680}.png",
  ])
  func `a file's name is read back`(name: String) throws {
    let file = try ComposedAttachment(
      name: name, mediaType: "application/octet-stream", content: [1])
    let bytes = try ComposedMessage(fields: [], text: "x", attachments: [file]).bytes()
    check(bytes)
    let mail = try ReadMail(bytes)
    #expect(mail.tree.allParts.count == 3)
    #expect(try mail.part("1.2").fileName == file.name)
    #expect(file.name == AttachmentName.sanitised(name))
  }

  @Test(arguments: ["text", "text/", "a b/c", "text/html\r\nX: y", "text/plain; x", "/"])
  func `a media type that is none is refused`(type: String) {
    #expect(throws: ComposeError.self) {
      try ComposedAttachment(name: "x", mediaType: type, content: [])
    }
    #expect(throws: ComposeError.self) {
      try ComposedAttachment(
        name: "x", mediaType: "text/plain", parameters: [("a\(type)/", "y")], content: [])
    }
  }

  /// Pieces that mail's grammars are made of, put together at random.
  @Test func `whatever the values, they are read back and end no field`() throws {
    let pieces = [
      "\r\n", "\n", "\r", "\0", " ", "  ", "\t", "=?UTF-8?Q?", "?=", "=", "_", "\"", "\\", "(", ")",
      "<", ">", ",", ";", ":", "@", "Bcc: x@y.fi", "ä", "é", "\u{1F600}", "日本", "abc", "x",
      String(repeating: "w", count: 90), "\u{85}", "\u{2028}", ".", "--=_mixed", "%41", "'",
    ]
    var random = SeededGenerator(seed: 20_270_102)
    for _ in 0..<2_000 {
      let value = (0..<Int.random(in: 0...12, using: &random))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
      let bytes = try ComposedMessage(
        fields: [
          .text("Subject", value), .addresses("To", [.init(name: value, address: "a@example.fi")]),
          .listID(value, "muistutukset.example.fi"),
        ], text: value,
        attachments: [.init(name: value, mediaType: "text/plain", content: Array(value.utf8))]
      ).bytes()
      check(bytes)
      let mail = try ReadMail(bytes)
      let spaced = HeaderText.cleaned(value)
      // The reader keeps so many characters of a name.
      let collapsed = String(
        spaced.split(separator: " ").joined(separator: " ").prefix(255))
      let header = mail.tree.header
      #expect(
        header.fields.map(\.name) == ["Subject", "To", "List-Id", "MIME-Version", "Content-Type"])
      #expect(header.text("Subject") == spaced, "\(Array(value.utf8))")
      let to = header.all("To").flatMap { MailAddress.list(in: $0.value) }
      #expect(
        to == [MailAddress(name: collapsed.isEmpty ? nil : collapsed, address: "a@example.fi")])
      #expect(try mail.content("1.1") == Array(expected(value).utf8))
      #expect(try mail.content("1.2") == Array(value.utf8))
      #expect(try mail.part("1.2").fileName == AttachmentName.sanitised(value) ?? "attachment")
    }
  }
}
