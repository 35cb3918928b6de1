import Platform
import TestKit
import Testing

/// Multipart bodies, however their bytes are cut into pieces.
@Suite struct MultipartScannerTests {
  private typealias Fault = MultipartScanner.Fault

  /// A part as text.
  private struct Part: Hashable {
    var fields: String
    var content = ""
    var hasEnd = false
  }

  private func parts(
    _ body: String, pieces: Int = .max, longestFields: Int = 200, mostParts: Int = 10
  ) throws -> [Part] {
    var scanner = MultipartScanner(
      boundary: "b", longestFields: longestFields, mostParts: mostParts)
    var parts: [Part] = []
    var rest = Array(body.utf8)[...]
    while !rest.isEmpty {
      for event in try scanner.scan(Array(rest.prefix(pieces))) {
        switch event {
        case .part(let fields): parts.append(Part(fields: String(decoding: fields, as: UTF8.self)))
        case .bytes(let bytes):
          try #require(!parts.isEmpty)
          parts[parts.count - 1].content += String(decoding: bytes, as: UTF8.self)
        case .partEnd: parts[parts.count - 1].hasEnd = true
        }
      }
      rest = rest.dropFirst(pieces)
    }
    try scanner.finish()
    return parts
  }

  private let ordinary =
    "--b\r\nA: 1\r\nB: 2\r\n\r\none\r\n--b\r\nC: 3\r\n\r\n\r\n--b  \r\nD: 4\r\n\r\n"
    + "--b\r\n--c\r\n-\r\n\r\n--b--\r\nmore\r\n--b\r\n"

  @Test(arguments: [1, 2, 3, 5, 7, 11, 1_000])
  func `parts are the same, however they come`(pieces: Int) throws {
    let found = try parts(ordinary, pieces: pieces)
    #expect(
      found == [
        Part(fields: "A: 1\r\nB: 2\r\n", content: "one", hasEnd: true),
        Part(fields: "C: 3\r\n", content: "", hasEnd: true),
        Part(fields: "D: 4\r\n", content: "--b\r\n--c\r\n-\r\n", hasEnd: true),
      ])
  }

  @Test func `a preamble is nothing, and a part may have no field`() throws {
    #expect(
      try parts("hello\r\n--b\r\n\r\ntext\r\n--b--")
        == [Part(fields: "", content: "text", hasEnd: true)])
  }

  @Test(
    arguments: [
      ("", .cutOff), ("--b", .cutOff), ("--b\r\nA: 1\r\n\r\ntext", .cutOff),
      ("--b\r\nA: 1\r\n\r\ntext\r\n--b", .cutOff), ("--b-\r\n", .brokenDelimiter),
      ("--bx\r\n", .brokenDelimiter), ("--b\nA: 1\n\ntext\n--b--", .brokenDelimiter),
      ("--b\r\nA: \(String(repeating: "1", count: 300))", .longFields),
      (String(repeating: "--b\r\n\r\n\r\n", count: 12), .manyParts),
    ] as [(String, MultipartScanner.Fault)])
  func `a broken body is told of`(body: String, fault: MultipartScanner.Fault) {
    #expect(throws: fault) { try parts(body) }
    #expect(throws: fault) { try parts(body, pieces: 1) }
  }

  @Test func `random bodies are read back`() throws {
    var random = SeededGenerator()
    let pieces = ["\r", "\n", "\r\n", "-", "--", "b", "--b", "\r\n--", "\r\n--c", "x", "\r\r\n"]
    for _ in 0..<300 {
      let contents = (0..<3).map { _ in
        var content = (0..<Int.random(in: 0...20, using: &random))
          .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        while content.contains("\r\n--b") { content = content.replacing("\r\n--b", with: "") }
        return content
      }
      // A content that begins with a delimiter's text is none: there is no line before it.
      let body = contents.map { "--b\r\nA: 1\r\n\r\n\($0)\r\n" }.joined() + "--b--"
      let found = try parts(body, pieces: Int.random(in: 1...30, using: &random))
      #expect(found.map(\.content) == contents, "\(random)")
    }
  }
}
