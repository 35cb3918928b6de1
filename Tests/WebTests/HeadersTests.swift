import HTTPTypes
import HummingbirdCore
import NIOCore
import Testing

@testable import Web

/// The headers that every answer carries, errors and Hummingbird's own too.
@Suite struct HeadersTests {
  private struct Secret: Error {}

  private static let routes: [Route] = [
    .get("/page") { _ in .text("page") },
    .get("/stream") { _ in
      Response(
        status: .ok,
        body: ResponseBody { writer in
          try await writer.write(ByteBuffer(string: "in "))
          try await writer.write(ByteBuffer(string: "chunks"))
          try await writer.finish(nil)
        })
    },
    .get("/broken") { _ in throw Secret() },
    .post("/form") { request in
      _ = try await request.form(.plain, FormToken { $0 == "right" })
      return .seeOther("/page")
    },
  ]

  private static let requests: [(head: String, status: Int)] = [
    ("GET /page HTTP/1.1", 200), ("HEAD /page HTTP/1.1", 200), ("GET /stream HTTP/1.1", 200),
    ("HEAD /stream HTTP/1.1", 200), ("GET /nothing HTTP/1.1", 404), ("PUT /page HTTP/1.1", 405),
    ("GET /broken HTTP/1.1", 500), ("GET /page%zz HTTP/1.1", 400), ("GET /page?%zz HTTP/1.1", 400),
    ("POST /form HTTP/1.1", 403), ("POST /form HTTP/1.1\nSec-Fetch-Site: same-origin", 403),
    ("POST /form HTTP/1.1\nSec-Fetch-Site: same-origin\nX-CSRF-Token: right", 303),
    ("GET /page HTTP/1.1\nno field", 400), ("GET /page", 400), ("FLY /page HTTP/1.1", 400),
    ("GET /page HTTP/1.1\nContent-Length: x", 400),
    ("GET /page HTTP/1.1\nX: \(String(repeating: "x", count: 40_000))", 400),
  ]

  @Test func `every answer carries the headers`() async throws {
    try await ServedSite.with(Self.routes) { site in
      for (head, status) in Self.requests {
        let answer = try await site.ask(head)
        let name = String(head.prefix(60))
        #expect(answer.status == status, "\(name)")
        for (header, value) in StandardHeaders.all {
          #expect(answer[header.lowercased()] == value, "\(name): \(header)")
        }
        #expect(answer["date"] == "Sun, 06 Nov 1994 08:49:37 GMT", "\(name)")
        let names = answer.headers.map(\.name)
        #expect(Set(names).count == names.count, "\(name): \(names)")
        if status >= 400, !head.hasPrefix("HEAD") {
          #expect(answer.text.contains("<html lang=\"fi\">"), "\(name)")
        }
      }
    }
  }

  @Test func `a request without a host is refused`() async throws {
    try await ServedSite.with(Self.routes) { site in
      let connection = try site.connect()
      try await connection.send("GET /page HTTP/1.1\r\nConnection: close\r\n\r\n")
      #expect(try WebAnswer(try await connection.read()).status == 400)
    }
  }

  @Test func `another method is told which there are`() async throws {
    try await ServedSite.with(Self.routes) { site in
      let (delete, get) = (
        try await site.ask("DELETE /page HTTP/1.1"), try await site.ask("GET /form HTTP/1.1")
      )
      #expect(delete["allow"] == "GET, HEAD")
      #expect(get["allow"] == "POST")
    }
  }

  @Test func `HEAD answers as GET, without a body`() async throws {
    try await ServedSite.with(Self.routes) { site in
      let (get, head) = (try await site.get("/page"), try await site.ask("HEAD /page HTTP/1.1"))
      #expect(get.headers.map(\.name) == head.headers.map(\.name))
      #expect(head["content-length"] == "4")
      #expect(head.rest == [])
      let stream = try await site.ask("HEAD /stream HTTP/1.1")
      #expect(stream.rest == [])
      #expect(stream["connection"] == "close")
    }
  }

  @Test func `an unknown error is logged, and nothing of it is shown`() async throws {
    try await ServedSite.with(Self.routes) { site in
      let answer = try await site.get("/broken")
      #expect(!answer.text.contains("Secret"))
      #expect(answer.text.contains("Jokin meni vikaan"))
      #expect(site.log.all.contains("error: GET /broken: Secret()"))
    }
  }

  @Test func `an answer of unknown length reaches an old client whole`() async throws {
    try await ServedSite.with(Self.routes) { site in
      let connection = try site.connect()
      try await connection.send("GET /stream HTTP/1.0\r\nHost: a\r\n\r\n")
      let answer = try WebAnswer(try await connection.read())
      #expect(answer.text == "in chunks")
      #expect(answer["transfer-encoding"] == nil)
    }
  }

  @Test func `requests of one connection are answered in order`() async throws {
    try await ServedSite.with(Self.routes) { site in
      let connection = try site.connect()
      let lines = ["/page", "/stream", "/nothing"].map { "GET \($0) HTTP/1.1\r\nHost: a\r\n" }
      try await connection.send(
        lines[0] + "\r\n" + lines[1] + "\r\n" + lines[2] + "Connection: close\r\n\r\n")
      let first = try WebAnswer(try await connection.read())
      let second = try WebAnswer(first.rest)
      let third = try WebAnswer(second.rest)
      #expect([first.text, second.text] == ["page", "in chunks"])
      #expect([first.status, second.status, third.status] == [200, 200, 404])
      #expect(third.rest == [])
    }
  }
}
