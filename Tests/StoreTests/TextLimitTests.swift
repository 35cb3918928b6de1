import Records
import Testing

@testable import Store

/// One letter that bears 450,000 combining marks: a single character of 900,001 bytes.
let endlessLetter = "a" + String(repeating: "\u{0301}", count: 450_000)

@Suite struct TextLimitTests {
  private static let limit = TextLimit(4, bytes: 8)

  @Test(
    arguments: [
      ("", ""), ("abcd", "abcd"), ("abcde", "abcd…"), ("ääää", "ääää"), ("äääää", "ääää…"),
      ("€€€", "€€…"), ("€€ab", "€€ab"), ("👩‍💻a", "👩‍…"), ("aa\u{301}\u{301}\u{301}\u{301}", "a…"),
      ("a\u{301}\u{301}\u{301}b", "a\u{301}\u{301}\u{301}b"),
      ("a\u{301}\u{301}\u{301}\u{301}b", "a\u{301}\u{301}\u{301}…"),
    ])
  func `a text is cut where a character ends, unless its first is too long`(
    text: String, cut: String
  ) {
    // As bytes, since Swift takes canonically equal texts for the same.
    #expect(Array(Self.limit.cut(text).utf8) == Array(cut.utf8))
  }

  @Test func `a character without end is cut to the limit's bytes`() {
    let cut = TextLimit.quote.cut(endlessLetter)
    #expect(cut.utf8.count == 399 + "…".utf8.count)
    #expect(TextLimit.name.beginning(of: endlessLetter).utf8.count <= 800)
  }

  @Test func `a refusal says how long the text is and may be`() {
    let tooMany = #expect(throws: Refusal.self) {
      try TextLimit.name.check(String(repeating: "x", count: 201), .name)
    }
    #expect(
      tooMany?.description == "name: it is longer than 200 characters: it has 201; shorten it")
    let tooLong = #expect(throws: Refusal.self) {
      try TextLimit.name.check(endlessLetter, .name)
    }
    #expect(
      tooLong?.description == "name: it is longer than 800 bytes: it has 900001; shorten it")
  }

  private static let rules: [(String, @Sendable (String) throws -> Void)] = [
    ("name", { _ = try FieldRule.name($0) }),
    ("e-mail", { _ = try FieldRule.email($0 + "@example.fi") }),
    ("e-mail", { _ = try FieldRule.email("a@" + $0 + ".fi") }),
    ("phone", { _ = try FieldRule.phone("040 1234" + $0) }),
    ("role", { _ = try FieldRule.role($0) }),
    ("external id", { _ = try FieldRule.rowExternalID($0) }),
    ("external id", { _ = try FieldRule.externalID($0) }),
    ("text", { _ = try FieldRule.longText($0, .text) }),
    ("business id", { _ = try FieldRule.businessID($0) }),
    ("group name", { _ = try GroupName($0) }),
    ("reference", { _ = try ReferenceNumber.checked($0) }),
    ("amount", { _ = try Money(amount: $0) }),
    ("currency", { _ = try Money(amount: "1", currency: $0) }),
  ]

  @Test(arguments: Self.rules.indices)
  func `every field refuses a character without end, in a short line`(rule: Int) {
    let (field, check) = Self.rules[rule]
    let error = #expect(throws: Refusal.self) { try check(endlessLetter) }
    #expect(error?.code == .refused)
    #expect(error?.description.contains(field) == true)
    #expect((error?.description.utf8.count ?? .max) < 1_000)
  }

  @Test func `titles and descriptions refuse it too`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    _ = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "m@example.fi"))
    let task = NewTask(
      person: "m@example.fi", description: endlessLetter,
      date: try #require(CivilDate(year: 2026, month: 12, day: 1)))
    let inTask = await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).addTask(task, today: task.date)
    }
    #expect(inTask?.description.contains("longer than 16000 bytes") == true)
    let document = NewDocument(
      fileName: "a.pdf", mediaType: "application/pdf", title: endlessLetter)
    let inDocument = await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).addDocument(
        document, blob: try fixture.blob("a"))
    }
    #expect(inDocument?.description.contains("title: it is longer than 800 bytes") == true)
  }

  @Test func `what servers and programs say of failures is kept cut`() async throws {
    let fixture = try await StoreFixture()
    let folder = try await fixture.begin().folder
    let store = fixture.store
    _ = try await store.recordTrouble(
      in: folder, uid: 1, because: .fetchBroken(endlessLetter), isFirst: true, now: now)
    try await store.recordMailboxFailure("documents", error: endlessLetter, now: now)
    try await store.recordSendingTrouble(endlessLetter, now: now)
    let kept = [
      try await store.troubles(in: folder).first?.reason.arguments.text(0),
      try await store.mailboxStates().first?.lastError,
      try await store.remindingState(overdue: now, failed: now).trouble,
    ]
    #expect(kept.map { ($0?.utf8.count ?? 0) / 100 } == [40, 40, 40])
  }

  @Test func `more words than a search can have are refused`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let words = Array(repeating: "lasku", count: 160).joined(separator: " ")
    #expect(try await scope.log.search(LogQuery(text: words)).entries.isEmpty)
    let error = await #expect(throws: StoreError.self) {
      _ = try await scope.log.search(LogQuery(text: words + words))
    }
    #expect(error?.description.contains("text: it is longer than 1000 characters") == true)
  }

  @Test func `an entry's texts of old records are cut`() {
    let event = LogEvent(kind: .note, text: endlessLetter)
    #expect(event.text.utf8.count <= 65_539)
    #expect(
      LogText(.finnish).documentReceived("a.pdf", sender: nil, subject: endlessLetter).utf8.count
        < 500)
  }
}
