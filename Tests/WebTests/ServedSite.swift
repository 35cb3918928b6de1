import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import Platform
import Synchronization
import TestKit

@testable import Web

/// The lines that a server logged.
final class LoggedLines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

  private struct Handler: LogHandler {
    let lines: LoggedLines
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(lines: LoggedLines) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.lines.withLock { $0.append("\(event.level): \(event.message)") }
    }
  }
}

/// A site that is served on a port that the system picked.
struct ServedSite: Sendable {
  static let origin = "https://crm.example.fi"

  let port: Int
  let log: LoggedLines

  /// Serves `routes` while `body` runs.
  static func with(
    _ routes: [Route], limits: ServerLimits = ServerLimits(),
    _ body: @escaping @Sendable (ServedSite) async throws -> Void
  ) async throws {
    let log = LoggedLines()
    let server = WebServer(
      Site(RouteTable(routes), origin: OriginCheck(origin: origin)),
      at: .network(host: "127.0.0.1", port: 0), limits: limits, logger: log.logger,
      now: { Date(timeIntervalSince1970: 784_111_777) })
    let (ports, running) = AsyncStream<Int?>.makeStream()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { running.finish() }
        try await server.run { port in running.yield(port) }
      }
      defer { group.cancelAll() }
      for await case let port? in ports {
        try await body(ServedSite(port: port, log: log))
        break
      }
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  func connect() throws -> RawConnection { try RawConnection(port: port) }

  /// One request on a connection of its own; `head` without `Host` and the last empty line.
  func ask(_ head: String, body: [UInt8] = []) async throws -> WebAnswer {
    let connection = try connect()
    var lines = head.split(separator: "\n").map(String.init)
    lines.insert("Host: crm.example.fi", at: 1)
    lines.append("Connection: close")
    if !body.isEmpty { lines.append("Content-Length: \(body.count)") }
    try await connection.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    return try WebAnswer(try await connection.read(), isHead: head.hasPrefix("HEAD"))
  }

  func get(_ path: String) async throws -> WebAnswer { try await ask("GET \(path) HTTP/1.1") }

  /// A POST from a page of the site's own.
  func post(_ path: String, _ type: String, _ body: [UInt8]) async throws -> WebAnswer {
    try await ask(
      "POST \(path) HTTP/1.1\nOrigin: \(Self.origin)\nContent-Type: \(type)", body: body)
  }
}

extension Response {
  static func text(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
