import Foundation
import Testing

@testable import MIME

@Suite struct NestedMessageTests {
  private static let inner =
    "Subject: =?utf-8?Q?sis=C3=A4?=\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n"
    + "--i\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\none\r\n--i--\r\n"

  private func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
  }

  private func mail(_ fields: String, _ body: String) throws -> ReadMail {
    try ReadMail(
      "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
        + "\(fields)\r\n\r\n\(body)\r\n--o--\r\n"
    )
  }

  private static let outline = [
    "1 multipart multipart/mixed", "1.1 message message/rfc822", "1.1.1 multipart multipart/mixed",
    "1.1.1.1 leaf application/pdf “a.pdf”",
  ]

  @Test func `a message in the message is opened, and is still there as it was`() throws {
    let mail = try mail("Content-Type: message/rfc822", Self.inner)
    #expect(mail.outline == Self.outline)
    #expect(try mail.part("1.1.1").subject == "sisä")
    #expect(try mail.part("1.1").subject == nil)
    #expect(try mail.text("1.1") == Self.inner)
    #expect(try mail.text("1.1.1.1") == "one")
    #expect(mail.scratchRequests == 0)
  }

  @Test(arguments: ["", "Subject: x", "Subject: x\r\n", "Subject: x\r\n\r\n", "\r\nbody"])
  func `the line break before the delimiter is no message's, not even one's without a body`(
    inner: String
  ) throws {
    let mail = try mail("Content-Type: message/rfc822", inner)
    #expect(try mail.text("1.1") == inner)
    #expect(mail.tree.violations(of: mail.bytes) == [])
  }

  @Test(arguments: ["message/rfc822", "message/global", "MESSAGE/RFC822"])
  func `encoded ones are unpacked`(type: String) throws {
    let fields = "Content-Type: \(type)\r\nContent-Transfer-Encoding: base64"
    let mail = try mail(fields, base64(Self.inner))
    #expect(mail.outline.last == Self.outline.last)
    #expect(try mail.part("1.1").structure == .message)
    #expect(try mail.text("1.1") == Self.inner)
    #expect(try mail.text("1.1.1.1") == "one")
    #expect(mail.scratchRequests == 1)
    #expect(mail.tree.violations(of: mail.bytes) == [])
  }

  @Test func `quoted-printable ones, too`() throws {
    let encoded = Self.inner.replacing("=", with: "=3D").replacing("one", with: "o=\r\nne")
    let mail = try mail(
      "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable", encoded)
    #expect(mail.outline == Self.outline)
    #expect(try mail.text("1.1") == Self.inner)
    #expect(try mail.text("1.1.1.1") == "one")
  }

  @Test func `one that only says that it is base64 is read as it is`() throws {
    let mail = try mail(
      "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64", Self.inner)
    #expect(mail.outline == Self.outline)
    #expect(try mail.text("1.1") == Self.inner)
    #expect(mail.scratchRequests == 0)
  }

  @Test func `encoded inside encoded is unpacked into one scratch file`() throws {
    var text = Self.inner
    for _ in 0..<6 {
      text =
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(text)
    }
    let mail = try ReadMail(text)
    #expect(
      mail.tree.allParts.map(\.structure)
        == Array(repeating: .message, count: 6) + [.multipart, .leaf])
    #expect(try mail.text(try #require(mail.tree.allParts.last).path) == "one")
    #expect(mail.scratchRequests == 1)
  }

  @Test func `in a digest parts are messages by default`() throws {
    let mail = try ReadMail(
      """
      Content-Type: multipart/digest; boundary=d

      --d

      Subject: one

      text
      --d
      Content-Type: text/plain

      two
      --d--
      """)
    #expect(
      mail.outline == [
        "1 multipart multipart/digest", "1.1 message message/rfc822", "1.1.1 leaf text/plain",
        "1.2 leaf text/plain",
      ])
    #expect(try mail.part("1.1.1").subject == "one")
  }

  @Test(arguments: [
    "message/partial; id=x; number=1", "message/external-body", "message/delivery-status",
    "message/disposition-notification", "text/rfc822-headers",
  ])
  func `other kinds of messages are leaves`(type: String) throws {
    let mail = try mail("Content-Type: \(type)", "Subject: x\r\n\r\ny")
    #expect(try mail.part("1.1").structure == .leaf)
    #expect(try mail.text("1.1") == "Subject: x\r\n\r\ny")
  }

  @Test func `an empty message is a message with nothing in it`() throws {
    let mail = try mail("Content-Type: message/rfc822", "")
    #expect(mail.outline.suffix(2) == ["1.1 message message/rfc822", "1.1.1 leaf text/plain"])
    #expect(try mail.part("1.1.1").body.length == 0)
    #expect(mail.tree.violations(of: mail.bytes) == [])
  }

  @Test(arguments: [
    "multipart/signed", "multipart/encrypted", "multipart/report", "multipart/related",
  ])
  func `multiparts of all kinds keep their type and its parameters`(type: String) throws {
    let mail = try ReadMail(
      "Content-Type: \(type); protocol=\"a/b\"; report-type=delivery-status; boundary=b\n\n"
        + "--b\n\none\n--b--\n")
    #expect(mail.outline == ["1 multipart \(type)", "1.1 leaf text/plain"])
    #expect(mail.tree.root.parameters == ["protocol": "a/b", "report-type": "delivery-status"])
  }
}
