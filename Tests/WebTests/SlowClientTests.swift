import HTTPTypes
import HummingbirdCore
import NIOCore
import TestKit
import Testing

@testable import Web

/// Clients that take their time, and those that wait for an answer while they still speak.
@Suite struct SlowClientTests {
  private static let routes: [Route] = [
    .get("/page") { _ in .text("page") },
    .post("/form", .programs) { request in
      let fields = try await request.form(FormLimits(bytes: 1_000), FormToken { _ in true })
      return .text("\(fields.all.count)")
    },
    .get("/large") { _ in
      Response(
        status: .ok,
        body: ResponseBody { writer in
          let bytes = ByteBuffer(repeating: 0x61, count: 1 << 20)
          for _ in 0..<64 { try await writer.write(bytes) }
          try await writer.finish(nil)
        })
    },
  ]

  private static var impatient: ServerLimits {
    var limits = ServerLimits()
    limits.idle = .milliseconds(100)
    limits.head = .milliseconds(100)
    limits.bodyGrace = .milliseconds(100)
    limits.write = .milliseconds(100)
    limits.drain = .milliseconds(100)
    return limits
  }

  private static let beginnings = [
    "", "GE", "GET /page HTTP/1.1\r\nHost: a\r\n",
    "POST /form HTTP/1.1\r\nHost: a\r\nX-CSRF-Token: a\r\nContent-Length: 100\r\n"
      + "Content-Type: application/x-www-form-urlencoded\r\n\r\na=1",
  ]

  @Test(arguments: beginnings)
  func `a client that says no more loses its connection`(beginning: String) async throws {
    try await ServedSite.with(Self.routes, limits: Self.impatient) { site in
      let connection = try site.connect()
      try await connection.send(beginning)
      #expect(try await connection.read() == [])
    }
  }

  @Test func `a connection that is kept for another request ends too`() async throws {
    try await ServedSite.with(Self.routes, limits: Self.impatient) { site in
      let connection = try site.connect()
      try await connection.send("GET /page HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try WebAnswer(try await connection.read()).text == "page")
    }
  }

  @Test func `a client that reads nothing loses its connection`() async throws {
    try await ServedSite.with(Self.routes, limits: Self.impatient) { site in
      let connection = try site.connect()
      try await connection.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try await eventually { site.log.all.contains { $0.contains("cut off") } })
    }
  }

  @Test func `the answer to a form that is too large can be read`() async throws {
    try await ServedSite.with(Self.routes) { site in
      let body = [UInt8](repeating: 0x61, count: 3 << 20)
      let answer = try await site.post("/form", "application/x-www-form-urlencoded", body)
      #expect(answer.status == 413)
      #expect(answer.text.contains("Tiedosto on liian suuri"))
    }
  }

  @Test func `a form without an end is read for a while only`() async throws {
    try await ServedSite.with(Self.routes, limits: Self.impatient) { site in
      let connection = try site.connect()
      try await connection.send(
        "POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\n\r\n")
      let chunk = Array("800\r\n".utf8) + [UInt8](repeating: 0x61, count: 2_048) + [0x0d, 0x0a]
      while try await connection.send(chunk) {}
    }
  }

  @Test func `a client that asks whether to go on is told`() async throws {
    try await ServedSite.with(Self.routes) { site in
      let connection = try site.connect()
      try await connection.send(
        "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
          + "X-CSRF-Token: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
          + "Connection: close\r\n\r\n")
      let goOn = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
      #expect(try await connection.read { $0.count >= goOn.count } == goOn)
      try await connection.send("a=1")
      #expect(try WebAnswer(try await connection.read()).text == "1")
    }
  }

  @Test func `more connections than allowed wait their turn`() async throws {
    var limits = Self.impatient
    limits.connections = 1
    try await ServedSite.with(Self.routes, limits: limits) { site in
      let first = try site.connect()
      try await first.send("GET /page HTTP/1.1\r\nHost: a\r\n\r\n")
      let second = try site.connect()
      try await second.send("GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(try WebAnswer(try await first.read()).text == "page")
      #expect(try WebAnswer(try await second.read()).text == "page")
    }
  }
}
