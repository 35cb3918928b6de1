import Foundation
import Testing

@testable import MIME

/// winmail.dat as a part of a mail; what may be in one is tested with `TNEFReader`.
@Suite struct WinmailTests {
  private func winmail() -> [UInt8] {
    var writer = TNEFWriter()
    writer.attach("lasku.pdf", Array("%PDF-1".utf8))
    writer.attach("liite.txt", Array("text".utf8))
    return writer.bytes
  }

  private func mail(_ fields: String, _ bytes: [UInt8]) throws -> ReadMail {
    let body = Data(bytes).base64EncodedString(options: [.lineLength76Characters])
    return try ReadMail("\(fields)\nContent-Transfer-Encoding: base64\n\n\(body)\n")
  }

  @Test(arguments: [
    "Content-Type: application/ms-tnef", "Content-Type: application/vnd.ms-tnef; name=x.dat",
    "Content-Type: application/octet-stream; name=\"WINMAIL.DAT\"",
  ])
  func `what is attached in it becomes its children`(fields: String) throws {
    let mail = try mail(fields, winmail())
    #expect(mail.tree.root.structure == .tnef)
    #expect(
      mail.outline.dropFirst() == [
        "1.1 leaf application/octet-stream “lasku.pdf”",
        "1.2 leaf application/octet-stream “liite.txt”",
      ])
    #expect(try mail.text("1.1") == "%PDF-1")
    #expect(try mail.text("1.2") == "text")
    #expect(try mail.content("1") == winmail())
  }

  @Test func `one on the wire as it is needs no scratch`() throws {
    let header = "Content-Type: application/ms-tnef\n\n"
    let mail = try ReadMail(Array(header.utf8) + winmail())
    #expect(try mail.text("1.1") == "%PDF-1")
    #expect(mail.scratchRequests == 0)
    #expect(mail.tree.violations(of: mail.bytes) == [])
  }

  @Test func `one that can't be opened is a leaf`() throws {
    let mail = try mail("Content-Type: application/ms-tnef", Array(winmail().dropLast(20)))
    #expect(mail.outline == ["1 leaf application/ms-tnef"])
    #expect(try mail.content("1") == Array(winmail().dropLast(20)))
  }

  @Test func `one with more in it than there is room for is a leaf`() throws {
    let header = "Content-Type: application/ms-tnef\n\n"
    let mail = try ReadMail(Array(header.utf8) + winmail(), limits: ReadingLimits(parts: 2))
    #expect(mail.outline == ["1 leaf application/ms-tnef"])
  }
}
