import Testing

@testable import MIME

@Suite struct UuencodedTextTests {
  private static let content = (0..<200).map { UInt8($0) }
  private static let file = String(
    decoding: UUFile.encoded(content, name: "lasku 1.pdf"), as: UTF8.self)

  @Test func `files in a text become its children, and it stays the text`() throws {
    let text = "Hi\r\n\r\n\(Self.file)between\r\n\(Self.file)bye\r\n"
    let mail = try ReadMail("Subject: x\r\n\r\n\(text)")
    #expect(
      mail.outline == [
        "1 text text/plain", "1.1 leaf application/octet-stream “lasku 1.pdf”",
        "1.2 leaf application/octet-stream “lasku 1.pdf”",
      ])
    #expect(try mail.text("1") == text)
    #expect(try mail.content("1.1") == Self.content)
    #expect(try mail.content("1.2") == Self.content)
    #expect(try mail.part("1.1").disposition == "attachment")
    #expect(mail.tree.violations(of: mail.bytes) == [])
    #expect(mail.scratchRequests == 0)
  }

  @Test func `in an encoded text they are found as well`() throws {
    let encoded = "Hi=20\r\n\(Self.file.replacing("=", with: "=3D"))bye\r\n"
    let mail = try ReadMail("Content-Transfer-Encoding: quoted-printable\r\n\r\n\(encoded)")
    #expect(mail.outline.count == 2)
    #expect(try mail.content("1.1") == Self.content)
    #expect(try mail.text("1") == "Hi \r\n\(Self.file)bye\r\n")
    #expect(mail.scratchRequests == 1)
  }

  @Test(arguments: [
    "begin 644 \r\n#3&%S\r\nend\r\n", "begin the day\r\n#3&%S\r\nend\r\n",
    "begin 644 a.txt\r\nwith some coffee\r\nend\r\n", " begin 644 a.txt\r\n#3&%S\r\nend\r\n",
    "begin 644 a.txt", "end\r\n", "begin 944 a.txt\r\n#3&%S\r\nend\r\n",
  ])
  func `words that look like one are no file`(text: String) throws {
    #expect(try ReadMail("Subject: x\r\n\r\n\(text)").outline == ["1 leaf text/plain"])
  }

  @Test(arguments: ["#3&%S\r\n\r\nregards\r\n", "#3&%S\r\n", "#3&%S", "#3&%S\r\nbegin 644 b\r\n"])
  func `a file that isn't ended is one all the same`(rest: String) throws {
    let mail = try ReadMail("Subject: x\r\n\r\nbegin 644 a.txt\r\n\(rest)")
    #expect(try mail.text("1.1") == "Las")
    #expect(try mail.part("1.1").fileName == "a.txt")
  }

  @Test(arguments: ["x-uuencode", "uuencode", "X-UUE"])
  func `a part that says so is the file in it`(encoding: String) throws {
    let mail = try ReadMail(
      "Content-Type: image/png\r\nContent-Transfer-Encoding: \(encoding)\r\n\r\n\r\n\(Self.file)")
    #expect(mail.outline == ["1 leaf image/png “lasku 1.pdf”"])
    #expect(try mail.content("1") == Self.content)
  }

  @Test func `a part that says so without a file in it stays as it is`() throws {
    let mail = try ReadMail("Content-Transfer-Encoding: x-uuencode\r\n\r\nnothing here\r\n")
    #expect(try mail.text("1") == "nothing here\r\n")
  }

  @Test func `files beyond the limit stay together`() throws {
    let text = String(repeating: "begin 644 a\n#3&%S\n`\nend\n", count: 5)
    let mail = try ReadMail("Subject: x\n\n\(text)", limits: ReadingLimits(parts: 3))
    #expect(mail.outline.count == 4)
    #expect(try mail.part("1.3").limit == .parts)
    #expect(try mail.text("1.3") == String(repeating: "begin 644 a\n#3&%S\n`\nend\n", count: 3))
  }
}
