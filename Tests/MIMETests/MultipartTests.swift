import Testing

@testable import MIME

@Suite struct MultipartTests {
  /// A mail whose only header field declares a multipart/mixed with the boundary "b".
  private func mail(_ body: String, boundary: String = "b") throws -> ReadMail {
    try ReadMail("Content-Type: multipart/mixed; boundary=\"\(boundary)\"\n\n\(body)")
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\r\r\n"])
  func `lines may end in CRLF, LF, CR and CRCRLF`(lineEnd: String) throws {
    let text = """
      Subject: x
      Content-Type: multipart/mixed; boundary=b

      preamble
      --b
      Content-Type: text/plain

      one
      two
      --b
      Content-Type: application/pdf; name=a.pdf

      three
      --b--
      epilogue
      """
    let mail = try ReadMail(text.replacing("\n", with: lineEnd))
    #expect(
      mail.outline == [
        "1 multipart multipart/mixed", "1.1 leaf text/plain", "1.2 leaf application/pdf “a.pdf”",
      ])
    // One CR of a doubled one is left: the line break before a delimiter is CRLF at most.
    let rest = lineEnd == "\r\r\n" ? "\r" : ""
    #expect(try mail.text("1.1") == "one\(lineEnd)two\(rest)")
    #expect(try mail.text("1.2") == "three\(rest)")
    #expect(mail.tree.header.text("Subject") == "x")
  }

  @Test(arguments: [
    ("--b\n\none\n--b--\n", ["one"]),
    ("--b\n\none\n\n--b--\n", ["one\n"]),
    ("--b\n\n--b--\n", [""]),
    ("--b\n\none\n--b\n\ntwo", ["one", "two"]),
    ("--b  \t\n\none\n--b-- \t \nepilogue", ["one"]),
    (
      "--b\n\none\n--bb\nstill\n--b x\n-b\n---b\n --b\nx--b\n--\n--b",
      ["one\n--bb\nstill\n--b x\n-b\n---b\n --b\nx--b\n--"]
    ),
    ("--b\n\none\n--b--x\ntwo\n--b--", ["one\n--b--x\ntwo"]),
    ("--b\n\none\n--b--\nepilogue\n--b\n\ntwo\n--b--\n", ["one", "two"]),
    ("--b\n--b\n\none\n--b--\n", ["", "one"]),
    ("--b\nContent-Type: text/plain\n--b\n\none\n", ["", "one\n"]),
    ("--b\none: is no field of a part\n\ntwo\n--b--", ["two"]),
    ("--b\nno header\nat all\n--b--", ["no header\nat all"]),
    ("--b\n\n\none\n--b--", ["\none"]),
    ("--b\r\n\r\n\none\r\n--b--", ["\none"]),
    ("--b\n\none\r\n--b--", ["one"]),
    ("--b\n\none\r--b--", ["one"]),
    ("--b\n\n\0\0\n--b--", ["\0\0"]),
  ])
  func `a delimiter is a line of its own, and the break before it belongs to it`(
    body: String, parts: [String]
  ) throws {
    let mail = try mail(body)
    #expect(try mail.tree.root.children.map { try mail.text($0.path) } == parts)
    #expect(mail.tree.root.structure == .multipart)
  }

  @Test func `a boundary declared with a space at its end may be written with it`() throws {
    let mail = try mail("--b \n\none\n--b --\nepilogue\n", boundary: "b ")
    #expect(mail.outline == ["1 multipart multipart/mixed", "1.1 leaf text/plain"])
    #expect(try mail.text("1.1") == "one")
  }

  @Test func `a multipart whose boundary is never seen is kept whole`() throws {
    let mail = try mail("--other\n\none\n--other--\n")
    #expect(mail.outline == ["1 leaf multipart/mixed"])
    #expect(try mail.text("1") == "--other\n\none\n--other--\n")
  }

  @Test func `a multipart without a boundary, too, even an encoded one`() throws {
    let mail = try ReadMail(
      "Content-Type: multipart/mixed\nContent-Transfer-Encoding: base64\n\nTGFza3U=\n")
    #expect(mail.outline == ["1 leaf multipart/mixed"])
    #expect(try mail.text("1") == "Lasku")
  }

  @Test(arguments: [
    "Content-Type: multipart/mixed", "Content-Type: multipart/mixed; boundary=wrong",
    "Content-Type: multipart/mixed; boundary=",
    "Content-Type: multipart/mixed; boundary=\"---- real\"",
  ])
  func `a boundary missing or wrong in the header is taken from the first part`(
    type: String
  ) throws {
    let mail = try ReadMail(
      """
      \(type)

      -- real
      ----real
      Content-Type: application/pdf; name=a.pdf

      one
      ----real
      content-type: application/pdf; name=b.pdf

      two
      ----real--
      """)
    #expect(
      mail.outline == [
        "1 multipart multipart/mixed", "1.1 leaf application/pdf “a.pdf”",
        "1.2 leaf application/pdf “b.pdf”",
      ])
    #expect(try mail.text("1.2") == "two")
  }

  @Test func `an inner multipart that isn't closed ends with the outer one`() throws {
    let mail = try mail(
      "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\none\n--b\n\ntwo\n--b--\n")
    #expect(
      mail.outline == [
        "1 multipart multipart/mixed", "1.1 multipart multipart/alternative",
        "1.1.1 leaf text/plain", "1.2 leaf text/plain",
      ])
    #expect(try mail.text("1.1.1") == "one")
  }

  @Test func `of equal boundaries the innermost is meant until it is closed`() throws {
    let mail = try mail(
      """
      --b
      Content-Type: multipart/alternative; boundary=b

      --b

      one
      --b

      two
      --b--
      --b
      Content-Type: application/pdf

      three
      --b--
      """)
    #expect(
      mail.outline == [
        "1 multipart multipart/mixed", "1.1 multipart multipart/alternative",
        "1.1.1 leaf text/plain", "1.1.2 leaf text/plain", "1.2 leaf application/pdf",
      ])
    #expect(try mail.text("1.2") == "three")
  }

  @Test func `a boundary that another one begins with is another`() throws {
    let mail = try mail(
      "--b\nContent-Type: multipart/mixed; boundary=b--\n\n--b--\n\none\n--b----\n--b\n\ntwo\n--b--"
    )
    #expect(
      mail.outline == [
        "1 multipart multipart/mixed", "1.1 multipart multipart/mixed", "1.1.1 leaf text/plain",
        "1.2 leaf text/plain",
      ])
  }

  @Test func `a delimiter inside a header ends the header`() throws {
    let mail = try mail("--b\nContent-Type: multipart/mixed; boundary=c\n--c\n\none\n--c--\n--b--")
    #expect(
      mail.outline == [
        "1 multipart multipart/mixed", "1.1 multipart multipart/mixed", "1.1.1 leaf text/plain",
      ])
  }

  @Test func `boundaries of odd bytes and great length are found`() throws {
    for boundary in ["a b", "=_?:/'()+,.", "ä", String(repeating: "x", count: 1_000)] {
      let mail = try mail("--\(boundary)\n\none\n--\(boundary)--\n", boundary: boundary)
      #expect(try mail.text("1.1") == "one")
    }
  }

  @Test func `a long line of blanks after a boundary delimits nothing`() throws {
    let blanks = String(repeating: " ", count: 5_000)
    let mail = try mail("--b\n\none\n--b\(blanks)\ntwo\n--b--\n")
    #expect(try mail.text("1.1") == "one\n--b\(blanks)\ntwo")
  }

  @Test func `an empty multipart is a container with nothing in it`() throws {
    let mail = try mail("--b\nContent-Type: multipart/alternative; boundary=c\n\n\n--b--")
    #expect(mail.tree.allParts.map(\.structure) == [.multipart, .multipart])
  }

  @Test func `delimiters are found wherever the reader's buffer ends`() throws {
    for shift in [0, 1, 2, 3, 4, 5] {
      let filler = String(repeating: "x", count: 256 * 1_024 - 8_192 - 60 + shift)
      let body = "--b\n\n\(filler)\r\n--b\n\n\(filler)-\r\n--b--\r\n"
      let mail = try mail(body)
      #expect(try mail.tree.root.children.map { try mail.text($0.path) } == [filler, filler + "-"])
    }
  }
}
