import Testing

@testable import MIME

@Suite struct HeaderBlockTests {
  @Test func `fields keep their order, their names and their places`() throws {
    let text = "Received: one\r\n two\r\nSUBJECT : three\r\nreceived: four\r\n\r\nbody"
    let mail = try ReadMail(text)
    let header = mail.tree.header
    #expect(header.fields.map(\.name) == ["Received", "SUBJECT", "received"])
    #expect(header.all("RECEIVED").map(\.value) == [Array("one two".utf8), Array("four".utf8)])
    #expect(header.first("Subject")?.value == Array("three".utf8))
    #expect(header.first("To") == nil)
    #expect(
      try header.fields.map { try mail.text($0.range) } == [
        "Received: one\r\n two\r\n", "SUBJECT : three\r\n", "received: four\r\n",
      ])
    #expect(try mail.text(header.range) == String(text.dropLast(4)))
    #expect(try mail.text("1") == "body")
    #expect(mail.tree.root.subject == "three")
  }

  @Test(
    arguments: [
      // An mbox line before the header.
      ("From a@x.fi Thu Jan  1\nSubject: x\n\nbody", "x", "body"),
      (">From a@x.fi Thu Jan  1\r\nSubject: x\r\n\r\nbody", "x", "body"),
      ("From : a@x.fi\nSubject: x\n\nbody", "x", "body"),
      // Lines that are no fields, between fields.
      ("Subject: x\nwhat is this\nTo: y\n\nbody", "x", "body"),
      ("what is this\nSubject: x\n\nbody", "x", "body"),
      ("Subject: x\nno empty line\nbody", "x", "no empty line\nbody"),
      // The same before the empty line, or instead of it.
      ("Subject: x\nwhat is this\n\nbody", "x", "body"),
      ("Subject: x\nwhat is this\n and this\n\nbody", "x", "body"),
      ("Subject: x\r\nwhat is: this\r\n\r\n\r\nbody", "x", "\r\nbody"),
      ("Subject: x\nno empty line\n\n", "x", "no empty line\n\n"),
      ("Subject: x\nno empty line\r\n\r\n\r\n", "x", "no empty line\r\n\r\n\r\n"),
      ("no header\n\nbody", nil, "no header\n\nbody"),
      ("Subject: x\n", "x", ""),
      ("Subject: x", "x", ""),
      ("Subject: x\n\n", "x", ""),
      ("Subject: x\r\n\r\n\r\nbody", "x", "\r\nbody"),
      ("Subject: x\r\r\nTo: y\r\r\n\r\r\nbody", "x", "body"),
      ("Subject: x\r\rbody\rmore", "x", "body\rmore"),
      ("To: y\r\nSubject: x\rz\r\n\r\nbody", "xz", "body"),
      ("To: y\nSubject: x\n \t\n\nbody", "x", "body"),
      ("Subject:\n x\n\nbody", "x", "body"),
      ("Subject:x\n\nbody", "x", "body"),
      // Empty lines and a byte order mark before the header.
      ("\nSubject: x\n\nbody", "x", "body"),
      ("\u{FEFF}\r\n\r\nSubject: x\r\n\r\nbody", "x", "body"),
      ("\r\nFrom a@x.fi Thu Jan  1\r\nSubject: x\r\n\r\nbody", "x", "body"),
      ("\n\njust text", nil, "\njust text"),
      ("", nil, ""),
      ("just text", nil, "just text"),
      ("\0\0\0", nil, "\0\0\0"),
      ("\r\n", nil, ""),
      ("\r", nil, ""),
    ] as [(String, String?, String)])
  func `any block gives a header and a body`(text: String, subject: String?, body: String) throws {
    let mail = try ReadMail(text)
    #expect(mail.tree.header.text("subject") == subject)
    #expect(try mail.text("1") == body)
  }

  @Test func `a From field with a space before its colon is no mbox line`() throws {
    #expect(try ReadMail("From : a@x.fi\n\nbody").tree.header.text("From") == "a@x.fi")
  }

  @Test(arguments: ["", "\n", "\n\n\n"])
  func `an attachment whose empty line is missing keeps its content`(end: String) throws {
    let mail = try ReadMail(
      """
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: application/pdf; name=a.pdf
      Content-Transfer-Encoding: base64
      TGFz
      a3U=\(end)
      --b--
      """)
    #expect(try mail.text("1.1") == "Lasku")
  }

  @Test(
    arguments: [
      ("Content-Disposition: attachment;\nfilename=\"a.pdf\"", "a.pdf", "%PDF"),
      ("Content-Disposition: attachment; \t\r\nfilename=\"a 1:2.pdf\"", "a 1:2.pdf", "%PDF"),
      ("Content-Type: x/y;\nname*0=a;\nname*1=.pdf\nX: y", "a.pdf", "%PDF"),
      ("Content-Type: x/y; name=b.pdf\nname=\"a.pdf\"", "b.pdf", "%PDF"),
      // Base64 whose empty line was forgotten begins as it likes.
      ("Content-Type: x/y; name=b.pdf;\nJVBERg==\n--b", "b.pdf", "JVBERg==\n--b\n\n%PDF"),
    ])
  func `a parameter after a semicolon is the field's, indented or not`(
    fields: String, name: String, content: String
  ) throws {
    let root = try ReadMail("\(fields)\n\n%PDF")
    #expect(root.tree.root.fileName == name)
    #expect(try root.text("1") == content)
  }

  @Test(arguments: [
    ("Content-Type: text/html; charset=UTF-8", "text/html"),
    ("Content-Type: TEXT/Html", "text/html"),
    ("Content-Type: text", "text/plain"), ("Content-Type: pdf", "application/octet-stream"),
    ("Content-Type: a/b/c", "application/octet-stream"), ("Content-Type:", "text/plain"),
    ("Content-Type: ;name=x", "text/plain"), ("X: y", "text/plain"),
    ("Content-Type: \"text/html\"", "text/html"), ("Content-Type: text / html", "text/html"),
    ("Content-Type: text/html\nContent-Type: text/plain", "text/html"),
    ("Content-Type: text/html (a comment)", "text/html"),
    ("Content-Type: /", "application/octet-stream"),
  ])
  func `the media type is made out of what is declared`(field: String, type: String) throws {
    #expect(try ReadMail("\(field)\n\nx").tree.root.mediaType == type)
  }

  @Test(arguments: [
    ("base64", TransferEncoding.base64), ("BASE64 ", .base64), ("\"base64\"", .base64),
    ("base64 (why not)", .base64), ("base64;", .base64), ("Quoted-Printable", .quotedPrintable),
    ("7bit", .identity), ("8bit", .identity), ("binary", .identity), ("x-unknown", .identity),
  ])
  func `the transfer encoding is told by its name`(value: String, encoding: TransferEncoding) throws
  {
    let mail = try ReadMail("Content-Transfer-Encoding: \(value)\n\nx")
    #expect(mail.tree.root.encoding == encoding)
  }

  @Test(
    arguments: [
      (
        "Content-Disposition: attachment; filename*=UTF-8''a.pdf; filename=b.pdf\n"
          + "Content-Type: x/y; name=c.pdf",
        "a.pdf"
      ),
      (
        "Content-Disposition: attachment; filename=b.pdf\nContent-Type: x/y; name*=UTF-8''c.pdf",
        "b.pdf"
      ),
      (
        "Content-Disposition: attachment\nContent-Type: x/y; name*=UTF-8''c.pdf; name=d.pdf",
        "c.pdf"
      ),
      (
        "Content-Type: x/y; name=\"=?utf-8?B?UmVjaG51bmc=?= =?utf-8?B?IFjDvGJlci5wZGY=?=\"",
        "Rechnung Xüber.pdf"
      ),
      ("Content-Type: x/y; name=\"../../etc/passwd\"", "passwd"),
      ("Content-Disposition: attachment; filename=\"\"\nContent-Type: x/y; name=d.pdf", "d.pdf"),
      ("Content-Type: x/y", nil),
    ] as [(String, String?)])
  func `the name is looked for in its places, in order`(fields: String, name: String?) throws {
    #expect(try ReadMail("\(fields)\n\nx").tree.root.fileName == name)
  }

  @Test func `the facts of a part are those of its header`() throws {
    let root = try ReadMail(
      """
      Content-Type: application/pkcs7-mime; smime-type=signed-data; charset="UTF-8"; x=y
      Content-Disposition: Inline
      Content-ID:  <part1@x>
      Subject: =?utf-8?Q?p=C3=A4iv=C3=A4?=

      x
      """
    ).tree.root
    #expect(root.parameters == ["smime-type": "signed-data", "charset": "UTF-8"])
    #expect(root.disposition == "inline")
    #expect(root.contentID == "part1@x")
    #expect(root.subject == "päivä")
  }

  @Test func `text for people is bounded`() throws {
    let mail = try ReadMail("Subject: \(String(repeating: "ä", count: 10_000))\n\n")
    #expect(mail.tree.header.text("Subject")?.count == 2_000)
    #expect(mail.tree.root.subject?.count == 255)
  }
}
