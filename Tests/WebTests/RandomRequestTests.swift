import HTTPTypes
import HummingbirdCore
import NIOCore
import TestKit
import Testing

@testable import Web

/// Requests broken at random: none is answered by an error of ours, and none stops the server.
@Suite struct RandomRequestTests {
  private static let routes: [Route] = [
    .get("/") { _ in ErrorPage(.notFound, .finnish).answer() },
    .get("/{c}/documents") { .text($0.query["text"] ?? "") },
    .get("/{c}/file") { request in
      FileAnswer(size: 10, tag: EntityTag("a"), attachedAs: request.query["name"], headers: [:]) {
        bytes, _ in bytes.count
      }.answer(to: request)
    },
    .post("/form", .programs) { request in
      let fields = try await request.form(FormLimits(bytes: 5_000), FormToken { $0 == "right" })
      return Page(
        fields["a"] ?? "", request.language, template: "error",
        ["status": "1", "heading": .optional(fields["b"]), "advice": "\(fields.all.count)"]
      ).answer()
    },
    StaticFile.route,
  ]

  /// Requests that are in order, as lines.
  private static let requests: [[String]] = [
    ["GET / HTTP/1.1", "Host: a", "Accept-Language: sv;q=0.5,en", "", ""],
    [
      "GET /acme/documents?text=%C3%A4&a=b+c HTTP/1.1", "Host: a", "Cookie: session=x; a=b", "", "",
    ],
    [
      "GET /acme/file?name=l%C3%A4hete.pdf HTTP/1.1", "Host: a", "Range: bytes=2-5",
      "If-Range: \"a\"", "If-None-Match: \"b\"", "X-Forwarded-For: 192.0.2.1, ::1", "", "",
    ],
    ["HEAD /acme/file HTTP/1.1", "Host: a", "", ""],
    [
      "POST /form HTTP/1.1", "Host: a", "Content-Length: 20", "X-CSRF-Token: right",
      "Content-Type: application/x-www-form-urlencoded", "", "a=1&b=%C3%A4&c=d+e&f=",
    ],
    [
      "POST /form HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", "X-CSRF-Token: right",
      "Content-Type: application/x-www-form-urlencoded", "", "5", "a=1&b", "0", "", "",
    ],
    [
      "POST /form HTTP/1.1", "Host: a", "Content-Length: 174",
      "Content-Type: multipart/form-data; boundary=b", "",
      "--b", "Content-Disposition: form-data; name=\"csrf\"", "", "right",
      "--b", "Content-Disposition: form-data; name=\"a\"; filename=\"b\\\"c.pdf\"",
      "Content-Type: a/b", "", "12345", "--b--", "",
    ],
  ]

  private static let seeds: [[UInt8]] = requests.map { lines in
    Array(lines.joined(separator: "\r\n").utf8)
  }

  private static let pieces: [[UInt8]] = [
    "\r\n", "\n", "\r", "\0", "\r\n\r\n", "%", "%00", "%2e%2e%2f", "\u{202E}", "\u{0600}<b>", "--b",
    "\"", "'", ";", "=", "&", "?", "/", "..", "Content-Length: 5\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Host: b\r\n", "Expect: 100-continue\r\n", "Connection: close\r\n", "HTTP/1.0", "bytes=-",
    "99999999999999999999", "filename*=UTF-8''%E4", "{{a}}", " ", "\t", "🙂", "Upgrade: h2c\r\n",
  ].map { (text: String) in Array(text.utf8) }

  private static func broken(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes = seeds.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 0...6, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let length = min(bytes.count - place, Int.random(in: 1...30, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place..<(place + length))
      case 2: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
      case 3: bytes.removeLast(length)
      case 4: bytes += seeds.randomElement(using: &random) ?? []
      default: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
      }
    }
    return bytes
  }

  /// All answers on a connection, and whether each has the headers.
  private func look(
    at bytes: [UInt8], _ request: [UInt8], _ hint: String
  ) {
    let text = String(decoding: bytes, as: UTF8.self)
    let sent = String(decoding: request.prefix(400), as: UTF8.self)
    for status in text.matches(of: /HTTP\/1\.[01] (\d\d\d) [A-Z]/) where status.1 != "100" {
      #expect(!status.1.hasPrefix("5"), "\(hint): \(sent)")
    }
    let heads = text.matches(of: /HTTP\/1\.[01] (?!100)\d\d\d [A-Z]/).count
    let policies = text.matches(of: /Cross-Origin-Opener-Policy: same-origin/).count
    #expect(heads == policies, "\(hint): \(sent)")
  }

  @Test(.timeLimit(.minutes(5)))
  func `two thousand broken requests get no error of ours`() async throws {
    var limits = ServerLimits()
    limits.idle = .milliseconds(300)
    limits.head = .milliseconds(300)
    limits.bodyGrace = .milliseconds(300)
    limits.drain = .milliseconds(300)
    try await ServedSite.with(Self.routes, limits: limits) { site in
      var random = SeededGenerator()
      let hint = "\(random)"
      for _ in 0..<100 {
        let requests = (0..<20).map { _ in Self.broken(&random) }
        try await withThrowingTaskGroup(of: Void.self) { group in
          for request in requests {
            group.addTask {
              let connection = try site.connect()
              try await connection.send(request)
              connection.finishSending()
              look(at: try await connection.read(), request, hint)
            }
          }
          try await group.waitForAll()
        }
      }
      #expect(try await site.get("/acme/documents?text=well").text == "well")
      #expect(site.log.all.filter { $0.hasPrefix("error") } == [])
    }
  }
}
