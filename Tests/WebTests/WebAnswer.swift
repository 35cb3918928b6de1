import TestKit

/// An answer as it came over a socket.
struct WebAnswer: Sendable {
  let status: Int
  /// The names in lower case.
  let headers: [(name: String, value: String)]
  let body: [UInt8]
  /// The bytes after it on the connection.
  let rest: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// `isHead`: it has no body, whatever its length says.
  init(_ bytes: [UInt8], isHead: Bool = false) throws {
    let end = try Self.endOfHead(bytes)
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first, first.hasPrefix("HTTP/1."),
      let status = Int(first.split(separator: " ")[1])
    else { throw TestKitError("no answer: \(String(decoding: bytes.prefix(200), as: UTF8.self))") }
    self.status = status
    headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
      return (parts[0].lowercased(), String(value))
    }
    let content = bytes[(end + 4)...]
    let named = headers
    func value(_ name: String) -> String? { named.first { $0.name == name }?.value }
    if isHead || status == 304 || status == 204 {
      (body, rest) = ([], Array(content))
    } else if value("transfer-encoding") == "chunked" {
      (body, rest) = try Self.unchunked(content)
    } else if let length = value("content-length").flatMap(Int.init) {
      guard content.count >= length else {
        throw TestKitError("\(content.count) bytes of \(length)")
      }
      (body, rest) = (Array(content.prefix(length)), Array(content.dropFirst(length)))
    } else {
      (body, rest) = (Array(content), [])
    }
  }

  static func endOfHead(_ bytes: [UInt8]) throws -> Int {
    let mark = Array("\r\n\r\n".utf8)
    for index in bytes.indices.dropLast(3) where bytes[index] == mark[0] {
      if bytes[index..<(index + 4)].elementsEqual(mark) { return index }
    }
    throw TestKitError("no head in \(String(decoding: bytes.prefix(200), as: UTF8.self))")
  }

  private static func unchunked(_ bytes: ArraySlice<UInt8>) throws -> ([UInt8], [UInt8]) {
    var (body, rest) = ([UInt8](), bytes)
    while let end = rest.firstIndex(of: 0x0a) {
      let line = String(decoding: rest[..<end], as: UTF8.self).filter(\.isHexDigit)
      guard let size = Int(line, radix: 16) else { break }
      rest = rest[(end + 1)...]
      guard rest.count >= size + 2 else { break }
      body += rest.prefix(size)
      rest = rest.dropFirst(size + 2)
      if size == 0 { return (body, Array(rest)) }
    }
    throw TestKitError("the chunks have no end")
  }
}
