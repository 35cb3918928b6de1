import Foundation
import Records
import Testing

@testable import Store

@Suite struct LogSearchTests {
  @Test(arguments: [
    ("lasku", ["Myyntilaskun kopio", "LASKU 100 %"]), ("a", ["Myyntilaskun kopio", "LASKU 100 %"]),
    ("ä", ["Kävi täällä", "ÄÄKKÖS_jyvä é", "Кирилл ä"]), ("%", ["LASKU 100 %"]),
    ("_", ["ÄÄKKÖS_jyvä é"]), ("e", ["O'Neil \"x\""]), ("é", ["ÄÄKKÖS_jyvä é"]),
    ("e\u{301}", ["ÄÄKKÖS_jyvä é"]), ("ääkkös", ["ÄÄKKÖS_jyvä é"]), ("'", ["O'Neil \"x\""]),
    ("\"X", ["O'Neil \"x\""]), ("kopio  MYYNTI", ["Myyntilaskun kopio"]), ("lasku ä", []),
    ("КИРИЛЛ", ["Кирилл ä"]), ("A\u{308}", ["Kävi täällä", "ÄÄKKÖS_jyvä é", "Кирилл ä"]),
    ("*", []), ("  ", nil as [String]?),
  ])
  func `every word must occur as any part of a word, without case`(
    text: String, expected: [String]?
  ) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let texts = [
      "Myyntilaskun kopio", "LASKU 100 %", "Kävi täällä", "ÄÄKKÖS_jyvä é", "O'Neil \"x\"",
      "Кирилл a\u{308}",
    ]
    for text in texts { try await fixture.store.note(text, scope.id) }
    let found = try await scope.log.search(LogQuery(text: text)).entries.map(\.text)
    // Swift compares by canonical equivalence, so the decomposed ä is the other one.
    #expect(Set(found) == Set(expected ?? texts))
  }

  @Test func `case is folded: there is one sigma, and ß is not ss`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let texts = ["οδυσσευς", "ΟΔΥΣΣΕΥΣ", "οδυσσευσ 5 µg", "Straße 5 μg", "ΜG I\u{307}stanbul"]
    for text in texts { try await fixture.store.note(text, scope.id) }
    for (text, expected) in [
      ("Οδυσσευς", [0, 1, 2]), ("σσευσ", [0, 1, 2]), ("ς", [0, 1, 2]), ("µg", [2, 3, 4]),
      ("STRAẞE", [3]), ("strasse", []), ("İstanbul", [4]), ("ıstanbul", []),
    ] {
      let found = try await scope.log.search(LogQuery(text: text)).entries.map(\.text)
      #expect(found.reversed() == expected.map { texts[$0] }, "\(text)")
    }
  }

  @Test func `kinds and times narrow a search, newest first`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for (index, kind) in [LogKind.note, .invoice, .payment, .note, .invoice].enumerated() {
      try await fixture.store.note(
        "\(index)", kind: kind, scope.id, at: now.addingTimeInterval(Double(index * 60)))
    }
    func texts(_ query: LogQuery) async throws -> [String] {
      try await scope.log.search(query).entries.map(\.text)
    }
    #expect(try await texts(LogQuery()) == ["4", "3", "2", "1", "0"])
    #expect(try await texts(LogQuery(kinds: [.invoice])) == ["4", "1"])
    #expect(try await texts(LogQuery(kinds: [.note, .invoice])) == ["4", "3", "1", "0"])
    #expect(
      try await texts(LogQuery(kinds: Set(LogKind.allCases))) == ["4", "3", "2", "1", "0"])
    let minute = now.addingTimeInterval(60)
    #expect(try await texts(LogQuery(from: minute)) == ["4", "3", "2", "1"])
    #expect(try await texts(LogQuery(until: minute)) == ["0"])
    #expect(
      try await texts(
        LogQuery(kinds: [.note, .invoice], from: minute, until: minute.addingTimeInterval(180)))
        == ["3", "1"])
  }

  @Test(arguments: [[], [LogKind.note], [.note, .payment]] as [Set<LogKind>])
  func `a cursor stays right while entries are appended`(kinds: Set<LogKind>) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    // Several of one second, so that the id decides; and one from before, recorded last.
    for number in 0..<7 {
      try await fixture.store.note(
        "\(number)", kind: number % 2 == 0 ? .note : .payment, scope.id,
        at: now.addingTimeInterval(Double(number / 3)))
    }
    try await fixture.store.note("old", scope.id, at: now.addingTimeInterval(-5))
    var found: [String] = []
    var query = LogQuery(kinds: kinds, limit: 3)
    repeat {
      let page = try await scope.log.search(query)
      found += page.entries.map(\.text)
      query.after = page.next
      try await fixture.store.note("new", scope.id, at: now.addingTimeInterval(100))
    } while query.after != nil
    let all = ["6", "5", "4", "3", "2", "1", "0", "old"]
    #expect(found == (kinds == [.note] ? ["6", "4", "2", "0", "old"] : all))
  }

  @Test func `a page that holds the last entry has no next`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for number in 0..<3 { try await fixture.store.note("\(number)", scope.id) }
    #expect(try await scope.log.search(LogQuery(limit: 3)).next == nil)
    #expect(try await scope.log.search(LogQuery(limit: 2)).next != nil)
  }

  @Test(arguments: [
    "", "ä", "1.2", "1 ", "zzzzzzzzzzzzzzzzzzzz",
    // Cursors of the release before: a place in base 36.
    "dv9s3tgjr400", "1y2p0ij32e8e7",
    // 2^63 - 1 twice, and a text that is too long.
    "AX__________f_________8", "AX__________f_________8AAAA",
  ])
  func `a cursor that is none is refused`(cursor: String) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    await #expect(throws: StoreError.self) {
      _ = try await scope.log.search(LogQuery(after: cursor))
    }
  }

  @Test func `another company's entries are never found`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    try await fixture.store.note("salainen", acme.id)
    #expect(try await beta.log.search(LogQuery(text: "salainen")).entries.isEmpty)
    #expect(try await beta.log.search(LogQuery(kinds: [.note, .invoice])).entries.isEmpty)
    #expect(try await beta.log.verify().entries == 0)
  }
}

@Suite struct GramTests {
  @Test(arguments: [
    (4, [0]), (5, [0]), (6, [0, 2]), (7, [0, 3]), (8, [0, 3]), (9, [0, 3, 5]), (10, [0, 3, 6]),
  ])
  func `a word is looked for by few grams that cover it`(count: Int, starts: [Int]) {
    #expect(Gram.starts(in: count) == starts)
  }
}
