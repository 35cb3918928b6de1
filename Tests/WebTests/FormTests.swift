import HTTPTypes
import HummingbirdCore
import NIOCore
import Platform
import Synchronization
import TestKit
import Testing

@testable import Web

/// Forms as browsers send them, and as nobody should.
@Suite struct FormTests {
  /// The names, sizes and digests of the files of a form.
  private final class Files: Sendable {
    let told = Mutex<[String]>([])

    func receiver(_ file: FormFile) -> Receiver { Receiver(files: self, file: file) }

    final class Receiver: FileReceiver {
      private let files: Files
      private let file: FormFile
      private let size = Mutex(0)

      init(files: Files, file: FormFile) {
        self.files = files
        self.file = file
      }

      func take(_ bytes: ByteBuffer) { size.withLock { $0 += bytes.readableBytes } }

      func end() {
        let line = "\(file.field)/\(file.name)/\(file.mediaType ?? "-")/\(size.withLock { $0 })"
        files.told.withLock { $0.append(line) }
      }
    }
  }

  private static func routes(_ limits: FormLimits = FormLimits(bytes: 100_000)) -> [Route] {
    [
      .post("/form") { request in
        let files = Files()
        let fields = try await request.form(limits, FormToken { $0 == "right" }) {
          files.receiver($0)
        }
        let told = fields.all.map { "\($0.name)=\($0.value)" } + files.told.withLock { $0 }
        return .text(told.joined(separator: "\n"))
      }
    ]
  }

  private static func multipart(_ parts: [(head: String, content: String)]) -> [UInt8] {
    let body = parts.map { "--b\r\n\($0.head)\r\n\r\n\($0.content)\r\n" }.joined()
    return Array((body + "--b--\r\n").utf8)
  }

  private static let token = (head: "Content-Disposition: form-data; name=csrf", content: "right")

  private static func field(_ name: String, _ content: String) -> (head: String, content: String) {
    ("Content-Disposition: form-data; name=\"\(name)\"", content)
  }

  private static func file(_ disposition: String) -> (head: String, content: String) {
    ("Content-Disposition: form-data; name=\"f\"; \(disposition)\r\nContent-Type: a/b", "12345")
  }

  private func send(_ parts: [(head: String, content: String)]) async throws -> WebAnswer {
    try await ask("multipart/form-data; boundary=b", Self.multipart(parts))
  }

  private func ask(
    _ type: String, _ body: [UInt8], _ limits: FormLimits = FormLimits(bytes: 100_000)
  ) async throws -> WebAnswer {
    let answers = Mutex<WebAnswer?>(nil)
    try await ServedSite.with(Self.routes(limits)) { site in
      let answer = try await site.post("/form", type, body)
      answers.withLock { $0 = answer }
    }
    return try #require(answers.withLock { $0 })
  }

  @Test func `fields keep their order, and a name may come again`() async throws {
    let answer = try await ask(
      "application/x-www-form-urlencoded",
      Array("b=1&csrf=right&a=%C3%A4+%2B&b=2&c&=x&&d=e=f".utf8))
    #expect(answer.text == "b=1\na=ä +\nb=2\nc=\n=x\nd=e=f")
  }

  @Test(arguments: [
    ("a=%", 400), ("a=%4", 400), ("a=%zz", 400), ("a=%ff", 400), ("a=1", 403), ("csrf=wrong", 403),
    ("csrf=", 403), ("csrf=right&" + String(repeating: "a&", count: 2_000), 400),
    ("csrf=right&a=" + String(repeating: "a", count: 200_000), 413),
  ])
  func `a broken form is refused`(body: String, status: Int) async throws {
    let answer = try await ask("application/x-www-form-urlencoded", Array(body.utf8))
    #expect(answer.status == status)
  }

  @Test func `files come with the names that browsers give them`() async throws {
    let answer = try await send([
      Self.token, Self.field("title", "Lasku äö"), Self.file("filename=\"lähete.pdf\""),
      Self.file("filename=\"a%22b;c.pdf\""), Self.file("filename=\"a\\\"b.pdf\""),
      Self.file("filename=\"C:\\kansio\\lasku.pdf\""), Self.file("filename=\"../../etc/passwd\""),
      Self.file("filename=\"x.pdf\"; filename*=UTF-8''%C3%A5%20%E2%82%AC.pdf"),
      Self.file("filename=\"\""), Self.field("b", ""),
    ])
    #expect(
      answer.text.split(separator: "\n") == [
        "title=Lasku äö", "b=", "f/lähete.pdf/a/b/5", "f/a\"b;c.pdf/a/b/5", "f/a\"b.pdf/a/b/5",
        "f/lasku.pdf/a/b/5", "f/passwd/a/b/5", "f/å €.pdf/a/b/5", "f//a/b/5",
      ])
  }

  private static let broken: [[(head: String, content: String)]] = [
    [token, ("Content-Type: a/b", "no name")], [token, ("no field", "")],
    [token, ("Content-Disposition: form-data", "")],
    [token, ("Content-Disposition: attachment; name=a", "")],
    [token, ("Content-Disposition: form-data; name=\"a", "")],
    [token, file("filename*=latin1''%E4.pdf")], [token, file("filename*=UTF-8''%E4.pdf")],
  ]

  @Test(arguments: broken.indices)
  func `a part that can't be read is refused`(index: Int) async throws {
    #expect(try await send(Self.broken[index]).status == 400)
  }

  @Test func `without its token first nothing of a form is taken`() async throws {
    #expect(try await send([Self.field("a", "1"), Self.token]).status == 403)
    #expect(try await send([Self.file("filename=a"), Self.token]).status == 403)
    #expect(try await send([]).status == 403)
    #expect(try await send([("Content-Disposition: form-data; name=csrf", "no")]).status == 403)
  }

  @Test(arguments: [
    ("multipart/form-data", 400), ("multipart/form-data; boundary=\"\"", 400),
    ("multipart/form-data; boundary=c", 400), ("text/plain", 415), ("application/json", 415),
    ("multipart/form-data; boundary=" + String(repeating: "b", count: 71), 400),
  ])
  func `another type is no form`(type: String, status: Int) async throws {
    #expect(try await ask(type, Self.multipart([Self.token])).status == status)
  }

  @Test func `limits hold for parts, fields and all of it`() async throws {
    let type = "multipart/form-data; boundary=b"
    var few = FormLimits(bytes: 100_000)
    few.parts = 3
    let four = Self.multipart([Self.token] + Array(repeating: Self.field("a", "1"), count: 3))
    #expect(try await ask(type, four, few).status == 413)
    var short = FormLimits(bytes: 100_000)
    short.fieldBytes = 10
    let long = Self.multipart([Self.token, Self.field("a", "12345678901")])
    #expect(try await ask(type, long, short).status == 413)
    let wide = Self.multipart([
      Self.token, (String(repeating: "a", count: 10_000) + ": 1", ""),
    ])
    #expect(try await ask(type, wide).status == 400)
  }

  @Test func `a body that ends too early is refused`() async throws {
    try await ServedSite.with(Self.routes()) { site in
      let connection = try site.connect()
      try await connection.send(
        "POST /form HTTP/1.1\r\nHost: a\r\nOrigin: \(ServedSite.origin)\r\nContent-Length: 900\r\n"
          + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n")
      connection.finishSending()
      #expect(try WebAnswer(try await connection.read()).status == 400)
    }
  }

  @Test func `a large file is streamed`() async throws {
    let size = 32 << 20
    try await ServedSite.with(Self.routes(FormLimits(bytes: 1 << 30))) { site in
      let head =
        Self.multipart([Self.token]).dropLast(7)
        + Array("--b\r\n\(Self.file("filename=large").head)\r\n\r\n".utf8)
      let tail = Array("\r\n--b--\r\n".utf8)
      let connection = try site.connect()
      try await connection.send(
        "POST /form HTTP/1.1\r\nHost: a\r\nOrigin: \(ServedSite.origin)\r\n"
          + "Content-Length: \(head.count + size + tail.count)\r\nConnection: close\r\n"
          + "Content-Type: multipart/form-data; boundary=b\r\n\r\n")
      try await connection.send(Array(head))
      let chunk = [UInt8](repeating: 0x2d, count: 1 << 20)
      for _ in 0..<(size >> 20) { try await connection.send(chunk) }
      try await connection.send(tail)
      #expect(try WebAnswer(try await connection.read()).text == "f/large/a/b/\(size)")
    }
  }
}
