import Foundation
import Synchronization
import TestKit

@testable import Web

/// A client that keeps cookies and sends forms, as a browser without JavaScript does.
final class TestBrowser: Sendable {
  private let site: ServedSite
  private let cookies = Mutex<[String: String]>([:])

  init(_ site: ServedSite) { self.site = site }

  subscript(cookie name: String) -> String? {
    get { cookies.withLock { $0[name] } }
    set { cookies.withLock { $0[name] = newValue } }
  }

  func get(_ path: String, _ headers: String...) async throws -> WebAnswer {
    try await ask((["GET \(path) HTTP/1.1"] + headers).joined(separator: "\n"))
  }

  /// Sends a form from a page of the site's own.
  func post(
    _ path: String, _ fields: [String: String] = [:], from origin: String? = ServedSite.origin
  ) async throws -> WebAnswer {
    let body = fields.sorted { $0.key < $1.key }.map {
      "\(PercentCoding.encoded($0.key))=\(PercentCoding.encoded($0.value))"
    }.joined(separator: "&")
    var head = "POST \(path) HTTP/1.1\nContent-Type: application/x-www-form-urlencoded"
    if let origin { head += "\nOrigin: \(origin)" }
    return try await ask(head, body: Array(body.utf8))
  }

  /// Sends fields and files as `multipart/form-data`.
  func upload(
    _ path: String, _ fields: [(String, String)], _ files: [(name: String, bytes: [UInt8])]
  ) async throws -> WebAnswer {
    let boundary = "--------raja"
    var body: [UInt8] = []
    for (name, value) in fields {
      body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n".utf8
      body += "\(value)\r\n".utf8
    }
    for file in files {
      body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; ".utf8
      body += "filename=\"\(file.name)\"\r\n\r\n".utf8
      body += file.bytes + Array("\r\n".utf8)
    }
    body += "--\(boundary)--\r\n".utf8
    return try await ask(
      "POST \(path) HTTP/1.1\nContent-Type: multipart/form-data; boundary=\(boundary)\n"
        + "Origin: \(ServedSite.origin)", body: body)
  }

  /// `Cookie: session=…`
  var cookieLine: String {
    "Cookie: " + cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
  }

  /// The token that the forms of a page carry.
  func formToken(on path: String = "/acme/documents") async throws -> String {
    let text = try await get(path).text
    guard let match = text.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/) else {
      throw TestKitError("no form token on \(path)")
    }
    return String(match.1)
  }

  private func ask(_ head: String, body: [UInt8] = []) async throws -> WebAnswer {
    let kept = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    let answer = try await site.ask(
      kept.isEmpty ? head : head + "\nCookie: \(kept)", body: body)
    for (name, value) in answer.headers where name == "set-cookie" {
      let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      let isOver = value.contains("Max-Age=0")
      self[cookie: String(pair[0])] = isOver || pair.count < 2 ? nil : String(pair[1])
    }
    return answer
  }
}
