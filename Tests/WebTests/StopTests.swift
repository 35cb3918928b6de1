import Foundation
import Glibc
import HummingbirdCore
import TestKit
import Testing

@testable import Web

/// The place where a server listens, and its end.
@Suite struct StopTests {
  private func server(
    _ routes: [Route], at address: ListenAddress, stop: Duration = .seconds(5)
  ) -> WebServer {
    var limits = ServerLimits()
    limits.stop = stop
    return WebServer(
      Site(RouteTable(routes), origin: OriginCheck(origin: ServedSite.origin)), at: address,
      limits: limits, logger: LoggedLines().logger, now: { Date(timeIntervalSince1970: 0) })
  }

  @Test func `a request in hand is answered at a stop`() async throws {
    let (begun, beginning) = AsyncStream<Void>.makeStream()
    let (released, release) = AsyncStream<Void>.makeStream()
    let server = server(
      [
        .get("/slow") { _ in
          beginning.finish()
          for await _ in released {}
          return .text("\(Task.isCancelled)")
        }
      ], at: .network(host: "127.0.0.1", port: 0))
    let (ports, running) = AsyncStream<Int?>.makeStream()
    let serving = Task {
      try await server.run { port in
        running.yield(port)
        running.finish()
      }
    }
    let port = try #require(await ports.first { _ in true } ?? nil)
    let connection = try RawConnection(port: port)
    try await connection.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
    for await _ in begun {}
    serving.cancel()
    #expect(try await eventually { !acceptsConnections(port: port) })
    release.finish()
    #expect(try WebAnswer(try await connection.read()).text == "false")
    try await serving.value
  }

  @Test func `a request that has no end is cut off at a stop`() async throws {
    let (begun, beginning) = AsyncStream<Void>.makeStream()
    let server = server(
      [
        .get("/endless") { _ in
          beginning.finish()
          try await Task.sleep(for: .seconds(3_600))
          return .text("never")
        }
      ], at: .network(host: "127.0.0.1", port: 0), stop: .milliseconds(50))
    let (ports, running) = AsyncStream<Int?>.makeStream()
    let serving = Task {
      try await server.run { port in
        running.yield(port)
        running.finish()
      }
    }
    let port = try #require(await ports.first { _ in true } ?? nil)
    let connection = try RawConnection(port: port)
    try await connection.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
    for await _ in begun {}
    serving.cancel()
    try await serving.value
    #expect(try await connection.read() == [])
  }

  @Test func `a port that is taken is an error`() async throws {
    try await ServedSite.with([]) { site in
      let second = server([], at: .network(host: "127.0.0.1", port: site.port))
      await #expect(throws: (any Error).self) { try await second.run() }
    }
  }

  @Test func `a socket is its group's, and a left over one is no hindrance`() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("web.sock")
    let server = server([.get("/page") { .text($0.peer.address) }], at: .socket(path: path))
    for _ in 0..<2 {
      let (bound, running) = AsyncStream<Void>.makeStream()
      let serving = Task {
        defer { running.finish() }
        try await server.run { _ in running.finish() }
      }
      for await _ in bound {}
      var status = stat()
      #expect(lstat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o660)
      let connection = try RawConnection(socket: path)
      try await connection.send("GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(try WebAnswer(try await connection.read()).text == "local")
      await #expect(throws: (any Error).self) { try await server.run() }
      serving.cancel()
      try await serving.value
      #expect(!FileManager.default.fileExists(atPath: path))
      try leaveSocket(at: path)
    }
  }

  @Test func `a file that is no socket stays`() async throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("mine", to: "web.sock")
    await #expect(throws: (any Error).self) {
      try await server([], at: .socket(path: path)).run()
    }
    #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
  }

  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:80", "[::1]:80"), ("localhost:0", "localhost:0"),
    ("unix:/run/minicrm/web.sock", "unix:/run/minicrm/web.sock"), ("8080", nil), ("::1:80", nil),
    ("host:", nil), ("host:65536", nil), ("host:-1", nil), (":80", nil), ("unix:web.sock", nil),
    ("unix:/run/", nil), ("a b:80", nil),
  ])
  func `an address is a host with a port, or a socket`(text: String, read: String?) {
    #expect(ListenAddress(text)?.description == read)
  }

  /// Binds a socket and goes away, as a process that is killed does.
  private func leaveSocket(at path: String) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let answer = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(answer == 0)
  }
}
