import Foundation
import Records
import Testing

@testable import Store

@Suite struct LogTailTests {
  @Test func `all events of a transaction are found, however many it has`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let count = 2 * LogTail.mostRows + 1
    let added = try await scope.log.importEvents(
      (1...count).map { number in
        var event = RecordedEvent(kind: .note)
        event.text = "sana\(number)loppu"
        return event
      })
    #expect(added == .imported(ImportTally(added: count)))
    for number in [1, count / 2, LogTail.mostRows, LogTail.mostRows + 1, count] {
      let found = try await scope.log.search(LogQuery(text: "sana\(number)loppu")).entries
      #expect(found.map(\.text) == ["sana\(number)loppu"])
    }
  }

  @Test func `the entries of a transaction are one segment of the index`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    func segments() async throws -> Set<Int64> {
      try await fixture.store.engine.read {
        try Set($0.values("SELECT segid FROM logIndex_idx"))
      }
    }
    let before = try await segments()
    let mails = try (1...20).map { (uid: UInt32) in
      try fixture.mail(uid: uid, to: [.filed(scope)], holding: ["content \(uid)"])
    }
    _ = try await fixture.file(mails)
    #expect(try await segments().subtracting(before).count == 1)
    #expect(try await scope.log.search(LogQuery(kinds: [.documentReceived])).entries.count == 20)
  }

  @Test func `what is undone leaves no terms, and what stays has its own`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    func mail(_ uid: UInt32, _ subject: String) throws -> IncomingMail {
      try fixture.mail(uid: uid, subject: subject, to: [.filed(scope)], holding: [subject])
    }
    var bad = try mail(2, "puuttuva")
    // The first part is filed and logged before the second breaks a rule.
    bad.parts.append(bad.parts[0])
    bad.parts[1].blob = nil
    _ = try await fixture.file([try mail(1, "ensimmainen"), bad, try mail(3, "kolmas")])
    for (word, count) in [("ensimmainen", 1), ("puuttuva", 0), ("kolmas", 1)] {
      #expect(try await scope.log.search(LogQuery(text: word)).entries.count == count)
      let terms = try await Self.rows(of: word, at: scope.id, in: fixture.store)
      #expect(terms == count, "\(word)")
    }
  }

  @Test func `the chains hold, whatever was appended apart in between`() async throws {
    let fixture = try await StoreFixture()
    let scopes = [try await fixture.company("acme"), try await fixture.company("beta")]
    try await fixture.store.engine.write { transaction in
      func append(_ text: String) throws {
        for scope in scopes {
          let event = LogEvent(kind: .note, text: text)
          try transaction.append(event, to: scope.id, at: now)
        }
      }
      try append("first")
      try append("second")
      try transaction.part { try append("apart") }
      try append("last")
    }
    for scope in scopes {
      let verification = try await scope.log.verify()
      #expect(verification.entries == 4 && verification.fault == nil)
      let texts = try await scope.log.search(LogQuery()).entries.map(\.text)
      #expect(texts == ["last", "apart", "second", "first"])
    }
  }

  /// Rows of the index with the first gram of `word`, whether an entry is at their place or not.
  private static func rows(
    of word: String, at company: CompanyID, in store: Store
  ) async throws -> Int {
    let scalars = Array(word.unicodeScalars)
    let expression = LogIndexTerms(company).expressions(word: scalars)[0]
    return try await store.engine.read { transaction in
      var count = 0
      try transaction.index.walk(
        [expression], from: LogPlace(secondsSince1970: 0),
        before: LogPlace(secondsSince1970: 1 << 40)
      ) { _ in
        count += 1
        return true
      }
      return count
    }
  }
}
