import Foundation
import Testing

@testable import MIME

/// Parts beyond a limit are one leaf that holds all of them.
@Suite struct ReadingLimitTests {
  private func messages(_ depth: Int) -> String {
    String(repeating: "Content-Type: message/rfc822\n\n", count: depth)
      + "Subject: innermost\n\nend of all"
  }

  @Test func `sixteen messages are opened, the next one is kept whole`() throws {
    let opened = try ReadMail(messages(16))
    #expect(opened.tree.allParts.allSatisfy { $0.limit == nil })
    #expect(opened.tree.allParts.last?.subject == "innermost")

    let beyond = try ReadMail(messages(18))
    let last = try #require(beyond.tree.allParts.last)
    #expect(beyond.tree.allParts.count == 17)
    #expect(last.limit == .depth)
    #expect(last.structure == .leaf)
    #expect(last.mediaType == "message/rfc822")
    #expect(try beyond.text(last.path) == messages(1))
  }

  private func encodedMessages(_ depth: Int) -> String {
    (0..<depth).reduce("Subject: innermost\n\nend of all") { inner, _ in
      "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        + Data(inner.utf8).base64EncodedString()
    }
  }

  @Test func `sixteen encoded messages are unpacked, the next one is kept whole`() throws {
    let opened = try ReadMail(encodedMessages(16))
    #expect(opened.tree.allParts.allSatisfy { $0.limit == nil })
    #expect(opened.tree.allParts.last?.subject == "innermost")

    let beyond = try ReadMail(encodedMessages(17))
    let last = try #require(beyond.tree.allParts.last)
    #expect(last.limit == .depth)
    #expect(try beyond.text(last.path) == "Subject: innermost\n\nend of all")
  }

  @Test func `an encoded message is kept whole when scratch has no room for it`() throws {
    let mail = try ReadMail(encodedMessages(3), limits: ReadingLimits(scratchBytes: 300))
    #expect(
      mail.outline == [
        "1 message message/rfc822", "1.1 leaf message/rfc822 limit:scratch",
      ])
    #expect(try mail.text("1.1") == encodedMessages(1))
    #expect(mail.tree.violations(of: mail.bytes) == [])
  }

  private func multiparts(_ depth: Int) -> String {
    (0..<depth).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
      + "\ninnermost"
  }

  @Test func `a hundred multiparts are opened, the next one is kept with its header`() throws {
    let opened = try ReadMail(multiparts(100))
    #expect(opened.tree.allParts.allSatisfy { $0.limit == nil })
    #expect(try opened.text(try #require(opened.tree.allParts.last).path) == "innermost")

    let beyond = try ReadMail(multiparts(102))
    let last = try #require(beyond.tree.allParts.last)
    #expect(beyond.tree.allParts.count == 101)
    #expect(last.limit == .multiparts)
    #expect(last.mediaType == "message/rfc822")
    let kept = try beyond.text(last.path)
    #expect(kept.hasPrefix("Content-Type: multipart/mixed; boundary=b100\n\n--b100\n"))
    #expect(kept.hasSuffix("innermost"))
    #expect(beyond.tree.violations(of: beyond.bytes) == [])
  }

  @Test func `what comes after a multipart too deep is read again`() throws {
    let mail = try ReadMail(
      "\(multiparts(101))\n--b99\nContent-Type: application/pdf\n\nafter\n--b0--\n")
    let last = try #require(mail.tree.allParts.last)
    #expect(last.mediaType == "application/pdf")
    #expect(try mail.text(last.path) == "after")
  }

  @Test func `parts beyond the limit are kept together with their delimiters`() throws {
    let limits = ReadingLimits(parts: 3)
    let head = "Content-Type: multipart/mixed; boundary=b\n\n"
    let part = "--b\nContent-Type: a/b\n\nx\n"
    let exactly = try ReadMail("\(head)\(part)\(part)--b--\n", limits: limits)
    #expect(exactly.tree.allParts.allSatisfy { $0.limit == nil })

    let beyond = try ReadMail("\(head)\(part)\(part)\(part)\(part)--b--\n", limits: limits)
    #expect(
      beyond.outline == [
        "1 multipart multipart/mixed", "1.1 leaf a/b", "1.2 leaf a/b",
        "1.3 leaf application/octet-stream limit:parts",
      ])
    #expect(try beyond.text("1.3") == "\(part)\(part)--b--\n")
    #expect(beyond.tree.violations(of: beyond.bytes) == [])
  }

  @Test func `a message without room for its root is kept whole`() throws {
    let mail = try ReadMail(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        + "Content-Type: message/rfc822\n\nSubject: x\n\ny\n--b--",
      limits: ReadingLimits(parts: 2))
    #expect(mail.outline.last == "1.1 leaf message/rfc822 limit:parts")
    #expect(try mail.text("1.1") == "Subject: x\n\ny")
  }

  @Test func `a part with too long a header is kept with it`() throws {
    let long = "Content-Type: application/pdf\nX: \(String(repeating: "x", count: 2_000))\n\nbody"
    let mail = try ReadMail(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\(long)\n--b\n\nnext\n--b--\n",
      limits: ReadingLimits(headerBlock: 1_000))
    #expect(
      mail.outline == [
        "1 multipart multipart/mixed", "1.1 leaf message/rfc822 limit:header",
        "1.2 leaf text/plain",
      ])
    #expect(try mail.text("1.1") == long)
    #expect(try mail.text("1.2") == "next")
  }

  @Test func `a message with too long a header is kept whole, its first fields are read`() throws {
    let text = "Subject: x\nTo: a@x.fi\nX: \(String(repeating: "x\n ", count: 600_000))\n\nbody"
    let mail = try ReadMail(text)
    #expect(mail.outline == ["1 leaf message/rfc822 limit:header"])
    #expect(mail.tree.header.text("To") == "a@x.fi")
    #expect(mail.tree.header.range.length == 1 << 20 | 1)
    #expect(mail.tree.root.body.length == mail.bytes.length)
  }

  @Test func `a header of just the limit is read`() throws {
    let limits = ReadingLimits(headerBlock: 12)
    #expect(try ReadMail("Subject: xy\n\nz", limits: limits).tree.root.limit == nil)
    #expect(try ReadMail("Subject: xyz\n\nz", limits: limits).tree.root.limit == .header)
  }
}
