import HTTPTypes
import Platform
import Synchronization
import TestKit
import Testing

@testable import Web

/// Files, whole and in part.
@Suite struct FileAnswerTests {
  private static let content = Array("0123456789".utf8)
  private static let tag = EntityTag(Digest(of: content).hexadecimal)

  private static func route(_ file: RegularFile, _ name: String = "a.pdf") -> Route {
    .get("/file") { request in
      FileAnswer(
        file, tag: tag, attachedAs: name,
        headers: [
          .contentType: "application/pdf",
          .contentSecurityPolicy: "sandbox; default-src 'none'",
        ]
      ).answer(to: request)
    }
  }

  private func ask(_ heads: [String]) async throws -> [WebAnswer] {
    let folder = try TemporaryDirectory()
    let file = try RegularFile(folder.write(Self.content, to: "file.bin"))
    let answers = Mutex<[WebAnswer]>([])
    try await ServedSite.with([Self.route(file)]) { site in
      for head in heads {
        let answer = try await site.ask(head)
        answers.withLock { $0.append(answer) }
      }
    }
    return answers.withLock { $0 }
  }

  private static let ranges: [(range: String, status: Int, body: String, contentRange: String?)] = [
    ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=7-", 206, "789", "bytes 7-9/10"),
    ("bytes=-4", 206, "6789", "bytes 6-9/10"), ("bytes=-500", 206, "0123456789", "bytes 0-9/10"),
    ("bytes=8-500", 206, "89", "bytes 8-9/10"), ("Bytes=9-9", 206, "9", "bytes 9-9/10"),
    ("bytes=0-99999999999999999999", 206, "0123456789", "bytes 0-9/10"),
    ("bytes=10-", 416, "", "bytes */10"), ("bytes=99999999999999999999-", 416, "", "bytes */10"),
    ("bytes=-0", 416, "", "bytes */10"), ("bytes=3-1", 200, "0123456789", nil),
    ("bytes=0-1,3-4", 200, "0123456789", nil), ("lines=0-1", 200, "0123456789", nil),
    ("bytes=-", 200, "0123456789", nil), ("bytes=a-b", 200, "0123456789", nil),
    ("bytes=1-2-3", 200, "0123456789", nil), ("bytes=+1-2", 200, "0123456789", nil),
  ]

  @Test func `a range is one, or all of the file`() async throws {
    let answers = try await ask(Self.ranges.map { "GET /file HTTP/1.1\nRange: \($0.range)" })
    for (answer, wanted) in zip(answers, Self.ranges) {
      #expect(answer.status == wanted.status, "\(wanted.range)")
      #expect(answer.text == wanted.body, "\(wanted.range)")
      #expect(answer["content-range"] == wanted.contentRange, "\(wanted.range)")
      #expect(answer["etag"] == Self.tag.description)
      #expect(answer["cache-control"] == "private, no-cache")
      #expect(answer["content-security-policy"] == "sandbox; default-src 'none'")
      #expect(answer["x-content-type-options"] == "nosniff")
    }
  }

  @Test func `conditions compare the content`() async throws {
    let tag = Self.tag.description
    let part = "GET /file HTTP/1.1\nRange: bytes=0-1\n"
    let answers = try await ask([
      "GET /file HTTP/1.1\nIf-None-Match: \(tag)",
      "GET /file HTTP/1.1\nIf-None-Match: \"a\", W/\(tag)", "GET /file HTTP/1.1\nIf-None-Match: *",
      "GET /file HTTP/1.1\nIf-None-Match: \"a\"", part + "If-Range: \(tag)",
      part + "If-Range: \"a\"", part + "If-Range: W/\(tag)",
      part + "If-Range: Sun, 06 Nov 1994 08:49:37 GMT",
    ])
    #expect(answers.map(\.status) == [304, 304, 304, 200, 206, 200, 200, 200])
    #expect(answers[0]["etag"] == tag)
    #expect(answers[0].rest == [])
  }

  @Test func `HEAD tells of the whole file`() async throws {
    let answers = try await ask(["HEAD /file HTTP/1.1", "HEAD /file HTTP/1.1\nRange: bytes=0-1"])
    #expect(answers.map(\.status) == [200, 200])
    #expect(answers.map { $0["content-length"] } == ["10", "10"])
    #expect(answers.map(\.rest) == [[], []])
  }

  @Test func `an empty file has no ranges`() {
    #expect(ByteRangeRequest("bytes=0-", size: 0) == .outside)
    #expect(ByteRangeRequest("bytes=-1", size: 0) == .outside)
    #expect(ByteRangeRequest(nil, size: 0) == .whole)
  }

  @Test func `a file of many chunks comes whole`() async throws {
    let folder = try TemporaryDirectory()
    let bytes = (0..<(3 << 20) + 17).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let file = try RegularFile(folder.write(bytes, to: "file.bin"))
    try await ServedSite.with([Self.route(file)]) { site in
      let answer = try await site.get("/file")
      #expect(Digest(of: answer.body) == Digest(of: bytes))
    }
  }

  @Test(arguments: [
    ("lasku.pdf", "attachment; filename=\"lasku.pdf\""),
    (
      "lähete €.pdf",
      "attachment; filename=\"l_hete _.pdf\"; filename*=UTF-8''l%C3%A4hete%20%E2%82%AC.pdf"
    ),
    ("a\"b\\c%41.pdf", "attachment; filename=\"a_b_c_41.pdf\"; filename*=UTF-8''a%22b_c%2541.pdf"),
    ("../../etc/passwd", "attachment; filename=\"_.._etc_passwd\""),
    ("a\r\nSet-Cookie: b", "attachment; filename=\"a__Set-Cookie: b\""),
    ("a\u{202E}fdp.exe", "attachment; filename=\"a_fdp.exe\""), ("", "attachment; filename=\"_\""),
    ("...", "attachment; filename=\"_\""),
    ("e\u{301}", "attachment; filename=\"e_\"; filename*=UTF-8''e%CC%81"),
  ])
  func `a hostile name stays a name`(name: String, disposition: String) {
    #expect(AttachmentName.disposition(name) == disposition)
  }

  @Test func `a long name keeps its ending`() {
    let disposition = AttachmentName.disposition(String(repeating: "a", count: 900) + ".pdf")
    #expect(disposition.hasSuffix(".pdf\""))
    #expect(disposition.utf8.count < 250)
  }
}
