import Foundation
import MIME
import Store
import TestKit
import Testing

@testable import MailIngest

@Suite struct ContentIdentityTests {
  private static let inner =
    "Received: from a\r\nFrom: x@example.fi\r\nSubject: Sisempi\r\n"
    + "Content-Type: multipart/mixed; boundary=i\r\n\r\nesipuhe\r\n"
    + "--i\r\n\r\nSisempi teksti.\r\n--i\r\nContent-Type: text/csv; name=a.csv\r\n\r\n"
    + "1;2\r\n3;4\r\n--i--\r\njälkipuhe\r\n"

  /// With every way of writing a content.
  private static let mail =
    "Return-Path: <matti@example.fi>\r\nReceived: from a\r\n by b\r\n"
    + "From: Matti <matti@example.fi>\r\nSubject: Lasku ja\r\n liitteet\r\nMessage-ID: "
    + "<1@example.fi>\r\nMIME-Version: 1.0\r\n"
    + "Content-Type: multipart/mixed; boundary=u\r\n\r\nesipuhe\r\n"
    + "--u\r\nContent-Type: text/plain\r\n\r\nHei,\r\n\r\nohessa.\r\n"
    + "begin 644 b.txt\r\n#0V%T\r\n`\r\nend\r\n--u\r\nContent-Type: text/html\r\n"
    + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    + "<p>P=C3=A4iv=C3=A4=\r\nn=20lasku\r\n</p>\r\n"
    + "--u\r\nContent-Type: application/pdf; name=a.pdf\r\n"
    + "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQKMSAwIG9iajw8\r\n"
    + "L1R5cGUvQ2F0YWxvZz4+\r\n"
    + "--u\r\nContent-Type: message/rfc822\r\n\r\n\(inner)\r\n--u--\r\nloppu\r\n"

  private static let digest = Result { try ReadIdentity(mail).digest }

  static let trace = [
    "Return-Path: <>", "Received: from c\r\n\tby d", "Received-SPF: pass", "Delivered-To: a@b",
    "X-Original-To: a@b", "Envelope-To: a@b", "X-Envelope-To: a@b", "X-Forwarded-To: a@b",
    "X-Forwarded-For: a@b c@d", "Authentication-Results: mx; spf=pass", "ARC-Seal: i=1",
    "ARC-Message-Signature: i=1;\r\n a=rsa", "X-Spam-Status: No", "Status: RO", "X-Status: A",
    "X-UID: 5", "X-Keywords: $Forwarded", "X-Mozilla-Status: 0001", "X-Mozilla-Status2: 00000000",
    "X-Mozilla-Keys:  ", "X-GM-THRID: 17", "X-GM-Labels: Inbox", "X-Gmail-Labels: Saapuneet",
    "X-Google-Smtp-Source: AGH", "X-Google-DKIM-Signature: v=1;\r\n\ta=rsa",
    "X-MS-Exchange-Organization-SCL: 1", "X-Received: by e", "Lines: 12", "Content-Length: 900",
  ]

  @Test(arguments: trace)
  func `a field of the way makes no difference, wherever it stands`(field: String) throws {
    let digest = try Self.digest.get()
    for name in ["Return-Path:", "From:", "MIME-Version:", "Content-Type: multipart/mixed"] {
      let place = try #require(Self.mail.firstRange(of: name))
      for line in [field, field.uppercased()] {
        var copy = Self.mail
        copy.insert(contentsOf: line + "\r\n", at: place.lowerBound)
        #expect(try ReadIdentity(copy).digest == digest, "\(line) before \(name)")
      }
    }
  }

  @Test(
    arguments: [
      "X-Mozillan: 1", "X-Google: 1", "XX-GM-MSGID: 1", "X-MS-Has-Attach: yes",
      "DKIM-Signature: v=1", "Resent-To: a@b", "X-Receiver: a@b", "Content-Lines: 1", "ARC: 1",
      "Subject: Toinen", "X: 1",
    ])
  func `any other field is the mail's own`(field: String) throws {
    #expect(try ReadIdentity(field + "\r\n" + Self.mail).digest != Self.digest.get())
  }

  static let copies: [(String, @Sendable (String) -> String)] = [
    ("LF", { $0.replacing("\r\n", with: "\n") }),
    ("an mbox line", { "From matti@example.fi Mon Nov  2 09:30:00 2026\r\n" + $0 }),
    ("a quoted mbox line and LF", { ">From a Mon Nov  2\n" + $0.replacing("\r\n", with: "\n") }),
    ("an empty line more", { $0 + "\r\n" }),
    ("empty lines at each content's end", { $0.replacing("\r\n--", with: "\r\n\r\n\n--") }),
    ("empty lines before it", { "\r\n\r\n" + $0 }),
    ("folded elsewhere", { $0.replacing("Lasku ja\r\n liitteet", with: "Lasku\r\n\tja liitteet") }),
    ("unfolded", { $0.replacing("\r\n liitteet", with: " liitteet") }),
    ("folded at the colon", { $0.replacing("Message-ID: ", with: "Message-ID:\r\n  ") }),
    ("a preamble of another program", { $0.replacing("esipuhe", with: "This is MIME.") }),
    ("an epilogue", { $0 + "-- \r\nlisääjä\r\n" }),
    ("base64 in other lines", { $0.replacing("IG9iajw8\r\n", with: "\r\nIG9iajw8") }),
    ("trace fields gone", { $0.replacing("Received: from a\r\n by b\r\n", with: "") }),
  ]

  @Test(arguments: copies.indices)
  func `the same mail written otherwise has the same digest`(index: Int) throws {
    let (name, change) = Self.copies[index]
    let copy = change(Self.mail)
    #expect(copy != Self.mail, "\(name)")
    #expect(try ReadIdentity(copy).digest == Self.digest.get(), "\(name)")
  }

  static let others: [(String, String)] = [
    ("Sisempi teksti", "Sisempi  teksti"), ("1;2\r\n3;4", "1;2\r\n\r\n3;4"),
    ("1;2\r\n3;4", "1;23;4"),
    ("L1R5cGUv", "L1R5cGUw"), ("P=C3=A4", "P=C3=A5"), ("#0V%T", "#0V%U"), ("Hei,\r\n", "Hei, \r\n"),
    ("name=a.csv", "name=b.csv"), ("Subject: Sisempi", "Subject: sisempi"),
    ("Received: from a\r\nFrom", "From"), ("<1@example.fi>", "<2@example.fi>"),
    ("--i\r\n\r\nSisempi teksti.\r\n", ""), ("\r\n--u--", "\r\n--u\r\n\r\n--u--"),
  ]

  @Test(arguments: others)
  func `another mail has another digest`(here: String, there: String) throws {
    let other = Self.mail.replacing(here, with: there)
    #expect(other != Self.mail)
    #expect(try ReadIdentity(other).digest != Self.digest.get())
  }

  /// Against what a mail consists of, put together in the plainest way.
  @Test(arguments: 0..<40)
  func `mails have the same digest when, and only when, fields and contents are the same`(
    seed: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let bytes = Array(Self.mail.utf8)
    let own = try ReadIdentity(bytes)
    let odd = Array("\r\n \t-=:;Ab1".utf8)
    for _ in 0..<40 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: changed.indices, using: &random)
        let byte =
          Bool.random(using: &random)
          ? odd.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: changed[place] = byte
        case 1: changed.insert(byte, at: place)
        default: changed.remove(at: place)
        }
      }
      let other = try ReadIdentity(changed)
      #expect(
        (other.digest == own.digest) == (other.outline == own.outline),
        "\(String(decoding: changed, as: UTF8.self))")
    }
  }

  @Test func `what a winmail.dat holds is in the digest as its bytes are`() throws {
    let head = "Content-Type: application/ms-tnef; name=winmail.dat\r\n"
    let bytes = Array((head + "Content-Transfer-Encoding: base64\r\n\r\neJ8+IgEAAQ==\r\n").utf8)
    let other = Array((head + "Content-Transfer-Encoding: base64\r\n\r\neJ8+IgEAAg==\r\n").utf8)
    #expect(try ReadIdentity(bytes).digest != ReadIdentity(other).digest)
  }
}
