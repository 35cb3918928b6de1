import Foundation
import Records
import Testing

@testable import Store

@Suite struct LogFeedTests {
  /// All of a feed behind a cursor, read in parts.
  private func texts(
    of log: CustomerLog, after cursor: String? = nil, most: Int = 2
  ) async throws -> [String] {
    var (last, texts) = (cursor, [] as [String])
    while true {
      let part = try await log.feed(after: last, most: most)
      guard let end = part.last else { return texts }
      #expect(part.count <= most)
      texts += part.map(\.entry.text)
      last = end.cursor
    }
  }

  @Test func `entries come in the order of recording, whenever they happened`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let beta = try await fixture.company("beta")
    for (index, days) in [0.0, -30, 5, -300, 1].enumerated() {
      try await fixture.store.note("\(index)", scope.id, at: now.addingTimeInterval(days * 86_400))
      try await fixture.store.note("toisen", beta.id)
    }
    #expect(try await texts(of: scope.log) == ["0", "1", "2", "3", "4"])
    let second = try await scope.log.feed(after: nil, most: 2)[1]
    #expect(second.entry.number == LogNumber(rawValue: 2))
    #expect(try await texts(of: scope.log, after: second.cursor) == ["2", "3", "4"])
    // A cursor of a search is one of the log's too.
    let found = try await scope.log.search(LogQuery(limit: 4)).next
    #expect(try await texts(of: scope.log, after: found) == ["2", "3", "4"])
  }

  @Test(arguments: ["", "x", "AX__________f_________8", "1", "dv9s3tgjr400"])
  func `a cursor that is none is refused`(cursor: String) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    try await fixture.store.note("x", scope.id)
    let error = await #expect(throws: StoreError.self) {
      _ = try await scope.log.feed(after: cursor, most: 9)
    }
    #expect(error?.refusal?.code == .refused && error?.refusal?.subject == .cursor)
  }

  @Test func `another log's cursor is refused`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let beta = try await fixture.company("beta")
    try await fixture.store.note("x", scope.id)
    try await fixture.store.note("x", beta.id, at: now.addingTimeInterval(1))
    let cursor = try await beta.log.feed(after: nil, most: 1)[0].cursor
    await #expect(throws: StoreError.self) { _ = try await scope.log.feed(after: cursor, most: 1) }
  }

  @Test func `whoever follows while several write skips and repeats nothing`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company()
    let entries = 4 * 40
    let seen = try await withThrowingTaskGroup(of: [Int64].self) { group in
      for writer in 0..<4 {
        group.addTask {
          let store = try await Store.open(fixture.directory)
          for number in 0..<40 {
            // Some happened long ago.
            let at = now.addingTimeInterval(Double(number % 3) * -86_400)
            try await store.note("kirjaus \(writer)/\(number)", acme.id, at: at)
          }
          return []
        }
      }
      group.addTask {
        var (numbers, cursor) = ([] as [Int64], nil as String?)
        while numbers.count < entries {
          let part = try await acme.log.feed(after: cursor, most: 7)
          numbers += part.map(\.entry.number.rawValue)
          cursor = part.last?.cursor ?? cursor
          await Task.yield()
        }
        return numbers
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(seen == (1...Int64(entries)).map { $0 })
  }

  @Test func `an entry tells when it was recorded, and is shown by its number`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    var event = RecordedEvent(kind: .note)
    (event.text, event.at) = ("Soitti", now.addingTimeInterval(-86_400))
    let entry = try await scope.log.record(event, now: now).entry
    #expect(entry.at == now.addingTimeInterval(-86_400) && entry.recordedAt == now)
    #expect(try await scope.log.entry(entry.number) == entry)
    let error = await #expect(throws: StoreError.self) {
      _ = try await scope.log.entry(LogNumber(rawValue: 2))
    }
    #expect(error?.kind == .notFound)
  }
}
