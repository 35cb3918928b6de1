import Foundation
import Testing

@testable import MailTransport

/// Events as text, so that replies cut differently can be compared; body chunks are joined.
private func describe(_ chunks: [[UInt8]], fragment: Bool = false) throws -> [String] {
  var parser = ResponseParser(startsInFragment: fragment)
  var events: [String] = []
  var body: [UInt8] = []
  for chunk in chunks {
    try chunk.withUnsafeBytes { bytes in
      var input = bytes
      while let event = try parser.next(&input) {
        switch event {
        case .bodyBytes(let part): body += part
        case .bodyEnded:
          events.append("body \(String(decoding: body, as: UTF8.self).debugDescription)")
          body = []
        default: events.append("\(event)")
        }
      }
      #expect(input.isEmpty)
    }
  }
  return events
}

private func describe(_ text: String, fragment: Bool = false) throws -> [String] {
  try describe([Array(text.utf8)], fragment: fragment)
}

private func violation(_ text: String) -> String? {
  do {
    _ = try describe(text)
    return nil
  } catch {
    return (error as? ProtocolViolation)?.message ?? "\(error)"
  }
}

/// Numbers that look random and are the same in every run.
private struct Sequence64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}

@Suite(.timeLimit(.minutes(10)))
struct ResponseParserTests {
  static let replies = [
    "* OK [UIDVALIDITY 3857529045] UIDs valid\r\n* 172 EXISTS\r\nT1 OK [READ-WRITE] done\r\n",
    "* 12 FETCH (UID 5 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" "
      + "BODY[] {11}\r\na) {3}\r\nb\r\n)\r\n",
    "* 12 FETCH (BODY[]<0> ~{3}\r\n\0\r\n FLAGS (\\Seen \"a)b\" ($X {4}\r\n)()\" (()))) UID 5)\r\n",
    "* 1 FETCH (BODY[] \"say \\\"hi\\\" \\\\ now\" UID 9)\r\n* 2 FETCH (UID 8 BODY[] \"\")\r\n",
    "* 1 FETCH (UID 9 BODY[] NIL RFC822.SIZE 44827)\r\n* 2 FETCH (BODY[] nil UID 3)\r\n",
    "* 1 FETCH (UID 9 BODY[] {0}\r\n)\r\n* 3 EXPUNGE\r\n* 2 RECENT\r\nT OK x\r\n",
    "* 1 FETCH (BODY[HEADER.FIELDS (DATE (X))] {2}\r\nab UID {1}\r\n7 X-GM-MSGID 1278)\r\n",
    "* LIST (\\HasNoChildren \\Marked) \"/\" {6}\r\na\"b {1\r\n* LIST () NIL \"&AOQ-\\\\x\"\r\n",
    "* NAMESPACE ((\"INBOX.\" \".\")) NIL NIL\r\n* CAPABILITY IMAP4rev1 Move\r\n+ go {5}\r\n",
    "* BYE Connection closed. 14\r\n* SEARCH 1 2 3\r\n* VANISHED 4:5\r\n\r\nT BAD no {10}\r\n",
  ]

  @Test func `replies are read as what they are`() throws {
    #expect(
      try describe(Self.replies[1]) == [
        "fetchBegan", "uid(5)",
        "internalDate(Optional(\(Date(timeIntervalSince1970: 837_596_665))))", "bodyBegan",
        "body \"a) {3}\\r\\nb\\r\\n\"", "fetchEnded",
      ])
    #expect(
      try describe(Self.replies[2]) == [
        "fetchBegan", "bodyBegan", "body \"\\0\\r\\n\"", "uid(5)", "fetchEnded",
      ])
    #expect(
      try describe(Self.replies[3]) == [
        "fetchBegan", "bodyBegan", "body \"say \\\"hi\\\" \\\\ now\"", "uid(9)", "fetchEnded",
        "fetchBegan", "uid(8)", "bodyBegan", "body \"\"", "fetchEnded",
      ])
    #expect(
      try describe(Self.replies[4]) == [
        "fetchBegan", "uid(9)", "bodyMissing", "size(44827)", "fetchEnded",
        "fetchBegan", "bodyMissing", "uid(3)", "fetchEnded",
      ])
    #expect(
      try describe(Self.replies[6]) == ["fetchBegan", "uid(7)", "fetchEnded"])
  }

  @Test func `folders are read in all their forms`() throws {
    let folders = [
      ListedFolder(
        attributes: ["\\HASNOCHILDREN", "\\MARKED"], delimiter: "/", name: "a\"b {1"),
      ListedFolder(attributes: [], delimiter: nil, name: "ä\\x"),
    ]
    #expect(try describe(Self.replies[7]) == folders.map { "\(ResponseEvent.folder($0))" })
    #expect(
      try describe(Self.replies[8]) == [
        "personalNamespace(\"INBOX.\")", "capabilities([\"IMAP4REV1\", \"MOVE\"])", "continuation",
      ])
  }

  @Test(arguments: replies)
  func `a reply cut anywhere reads the same`(reply: String) throws {
    let bytes = Array(reply.utf8)
    let whole = try describe([bytes])
    #expect(!whole.isEmpty)
    for cut in bytes.indices {
      #expect(try describe([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
    }
    #expect(try describe(bytes.map { [$0] }) == whole)
  }

  @Test func `literals pass through as parts of the input`() throws {
    var parser = ResponseParser()
    let bytes = Array("* 1 FETCH (UID 1 BODY[] {10000000000}\r\nfirst bytes".utf8)
    try bytes.withUnsafeBytes { whole in
      var input = whole
      var last: UnsafeRawBufferPointer?
      while let event = try parser.next(&input) {
        if case .bodyBytes(let part) = event { last = part }
      }
      let start = try #require(last?.baseAddress)
      #expect(start - (try #require(whole.baseAddress)) == whole.count - 11)
    }
  }

  @Test(arguments: [
    "* 1 FETCH (UID 4294967296)\r\n", "* 1 FETCH (UID 0)\r\n", "* 1 FETCH (UID x)\r\n",
    "* 99999999999 EXISTS\r\n", "* 1 FETCH (BODY[] {18446744073709551616}\r\n",
    "* 1 FETCH (BODY[] {99999999999999999999999}\r\n", "* 1 FETCH (BODY[] {}\r\n",
    "* 1 FETCH (BODY[] {-1}\r\n", "* 1 FETCH (BODY[] (a))\r\n",
    "* 1 FETCH (BODY[] what)\r\n", "* 1 FETCH (BODY[])\r\n",
    "* 1 FETCH (BODY[] \"a\r\nb\")\r\n", "* 1 FETCH (UID 1) x\r\n", "* 1 FETCH (UID 1\r\n",
    "* 1 FETCH (UID 1 BODY[] \"\" BODY[] \"\")\r\n", "* 1 FETCH UID\r\n", "HTTP/1.1 400 Bad\r\n",
    "* 1 FETCH (ENVELOPE ({10000000000}\r\n", "* LIST () \"/\" {10000000000}\r\n",
    "T PREAUTH x\r\n",
  ])
  func `what no server may say is an error`(reply: String) {
    #expect(violation(reply) != nil)
  }

  @Test func `lines and lists without end are errors`() {
    #expect(violation("* OK " + String(repeating: "a", count: 1 << 20)) != nil)
    #expect(violation("* 1 FETCH (X " + String(repeating: "(", count: 1 << 20)) != nil)
    #expect(violation("* 1 FETCH (X \"" + String(repeating: "a", count: 1 << 20)) != nil)
    #expect(
      violation("* 1 FETCH (" + String(repeating: "X {9999}\r\n", count: 1) + "a") == nil)
  }

  @Test func `half a million nested lists are read over`() throws {
    let depth = 500_000
    let nest = String(repeating: "(", count: depth) + String(repeating: ")", count: depth)
    #expect(
      try describe("* 1 FETCH (X \(nest) UID 3)\r\n") == ["fetchBegan", "uid(3)", "fetchEnded"])
  }

  @Test func `a quoted body may be of any length`() throws {
    let text = String(repeating: "a", count: 3 << 20)
    #expect(
      try describe("* 1 FETCH (BODY[] \"\(text)\" UID 3)\r\n") == [
        "fetchBegan", "bodyBegan", "body \"\(text)\"", "uid(3)", "fetchEnded",
      ])
  }

  @Test(arguments: ["LE MOVE\r\n", "K] Logged in\r\n", "{5}\r\n", "BILITY (\r\n", "001 OK x\r\n"])
  func `the end of a lost line is skipped at the beginning only`(fragment: String) throws {
    let events = try describe(fragment + "* 1 EXISTS\r\nT OK x\r\n", fragment: true)
    #expect(events.count == 3)
    #expect(events[1] == "exists(1)")
    #expect(violation("* 1 EXISTS\r\nK] Logged in\r\n") != nil)
  }

  @Test func `thousands of damaged replies are read or refused, never worse`() {
    var random = Sequence64(state: 20_260_301)
    let alphabet = Array("(){}[]\"\\~*+ \r\n0199NILUIDBODY[]FETCH".utf8)
    for _ in 0..<3_000 {
      var bytes = Array(Self.replies[Int(random.next() % UInt64(Self.replies.count))].utf8)
      for _ in 0...(random.next() % 4) {
        let place = Int(random.next() % UInt64(bytes.count))
        let new = alphabet[Int(random.next() % UInt64(alphabet.count))]
        switch random.next() % 3 {
        case 0: bytes[place] = new
        case 1: bytes.insert(new, at: place)
        default: bytes.remove(at: place)
        }
      }
      let result = Result { try describe([bytes]) }
      let inPieces = Result { try describe(bytes.map { [$0] }) }
      #expect((try? result.get()) == (try? inPieces.get()))
    }
  }

  @Test func `codes and texts are told apart`() {
    func status(_ rest: String) -> StatusResponse {
      StatusResponse(kind: .no, rest: Array(rest.utf8)[...])
    }
    #expect(status(" [TRYCREATE] no such\u{7}folder").words == "NO [TRYCREATE] no such folder")
    #expect(status(" [UIDNEXT 17] x").number == 17)
    #expect(status(" [UIDNEXT 4294967296] x").number == nil)
    #expect(status(" [broken text").code == nil)
    #expect(status("").words == "NO")
    #expect(
      status(" Request is throttled. Suggested Backoff Time: 9381 milliseconds").suggestedPause
        == .milliseconds(9_381))
    let long = String(repeating: "ä", count: 290) + String(repeating: " ö", count: 5_000)
    #expect(status(" " + long).text.count == 298, "cut between two words")
  }

  @Test func `arrival times are read with their zone`() {
    func seconds(_ text: String) -> Double? {
      InternalDate.parse(Array(text.utf8))?.timeIntervalSince1970
    }
    #expect(seconds("17-Jul-1996 02:44:25 -0700") == 837_596_665)
    #expect(seconds(" 1-Jan-1970 00:00:00 +0000") == 0)
    #expect(seconds("29-feb-2024 23:59:60 +0530") == 1_709_231_400)
    for bad in [
      "", "1-Foo-1970 00:00:00 +0000", "1-Jan-1970 00:00:00", "1-Jan-1970 24:00:00 +0000",
    ] {
      #expect(seconds(bad) == nil)
    }
  }
}
