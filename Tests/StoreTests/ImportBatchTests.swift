import Foundation
import GRDB
import Records
import Synchronization
import Testing

@testable import Store

/// Imports that are cut off, changed under their feet, or made twice at once.
@Suite struct ImportBatchTests {
  private let fixture: StoreFixture
  private let scope: CompanyScope

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
  }

  /// 1,200 notes, two of which are of one contact's.
  private func notes(_ contact: ContactID? = nil) -> [RecordedEvent] {
    (1...1_200).map { number in
      var note = RecordedEvent(kind: .note)
      note.text = "rivi \(number)"
      if number == 100 || number == 1_100 {
        note.contact = contact.map(Reference.id)
      }
      return note
    }
  }

  /// Imports events; `meanwhile` is called before each line is read to be written, with its number.
  private func run(
    _ events: [RecordedEvent], anew: Bool = false, dry: Bool = false, at moment: Date = now,
    meanwhile: @escaping @Sendable (Int) throws(StoreError) -> Void = { _ in },
    deliver: Delivery<ImportOutcome> = { _ in }
  ) async throws -> ImportOutcome {
    let opened = Counter()
    return try await scope.log.importEvents(
      .sample, ImportManner(anew: anew, dry: dry), now: moment
    ) {
      () throws(StoreError) in
      let isWriting = opened.next() == 2
      var rest = events.enumerated().makeIterator()
      return { () throws(StoreError) in
        guard let (index, event) = rest.next() else { return nil }
        if isWriting { try meanwhile(index + 1) }
        return .row(ImportRow(line: index + 1, externalID: nil, fields: event))
      }
    } deliver: {
      try await deliver($0)
    }
  }

  /// All of it, and nobody hears of it.
  private func runUnheard(_ events: [RecordedEvent]) async throws {
    await #expect(throws: StoreError.self) {
      _ = try await run(events, deliver: { _ in throw Self.cut })
    }
  }

  private static let cut = StoreError(kind: .io, subject: "rivit.csv", cause: "cut off")

  private func texts() async throws -> [String] {
    try await scope.log.search(LogQuery(kinds: [.note], limit: 10_000)).entries.map(\.text)
  }

  private static func done(_ engine: any Engine) throws(StoreError) -> Int {
    try engine.readBlocking { try $0.value("SELECT done FROM importJournal") } ?? 0
  }

  @Test func `an import that was cut off goes on behind its last batch`() async throws {
    await #expect(throws: StoreError.self) {
      _ = try await run(notes()) { (line) throws(StoreError) in
        if line == 1_050 { throw Self.cut }
      }
    }
    let done = try Self.done(fixture.store.engine)
    #expect((1..<1_050).contains(done))
    #expect(try await texts().count == done)
    #expect(try await run(notes()) == .imported(ImportTally(added: 1_200)))
    #expect(try await texts() == (1...1_200).reversed().map { "rivi \($0)" })
    #expect(try Self.done(fixture.store.engine) == 0)
    #expect(try await scope.log.verify().isIntact)
    // The same file anew is another import.
    #expect(try await run(notes()) == .imported(ImportTally(added: 1_200)))
  }

  @Test(arguments: [3, 1_200])
  func `an import whose answer nobody got answers again, once, and changes nothing`(
    rows: Int
  ) async throws {
    let events = Array(notes().prefix(rows))
    for _ in 0..<2 { try await runUnheard(events) }
    // Nothing is left to be done.
    #expect(try await fixture.store.unfinished(before: .distantFuture) == [])
    let tally = ImportTally(added: rows)
    #expect(try await run(events, at: now + 86_000) == .imported(tally))
    #expect(try await texts().count == rows)
    #expect(try await run(events) == .imported(tally))
    #expect(try await texts().count == 2 * rows)
  }

  @Test(arguments: [90_000.0, -90_000])
  func `more than a day before or after, the same file is another import`(
    later: TimeInterval
  ) async throws {
    let events = Array(notes().prefix(3))
    try await runUnheard(events)
    #expect(try await run(events, at: now + later) == .imported(ImportTally(added: 3)))
    #expect(try await texts().count == 6)
    #expect(try Self.done(fixture.store.engine) == 0)
  }

  @Test func `an answer nobody came for goes with the next import's`() async throws {
    try await runUnheard(notes())
    let customers = ImportBatch<CustomerChange>(of: .sample)
    try await scope.acting(as: .operator, at: now).importCustomers(customers)
    #expect(try Self.done(fixture.store.engine) == 1_200)
    try await scope.acting(as: .operator, at: now + 90_000).importCustomers(customers)
    #expect(try Self.done(fixture.store.engine) == 0)
  }

  @Test func `--anew begins at the first row, whether the answer came or not`() async throws {
    let events = Array(notes().prefix(3))
    try await runUnheard(events)
    #expect(try await run(events, anew: true) == .imported(ImportTally(added: 3)))
    #expect(try await texts().count == 6)
  }

  @Test func `others commit between the batches of an import`() async throws {
    let engine = fixture.store.engine
    let (seen, id) = (Counter(), scope.id)
    let outcome = try await run(notes()) { (_) throws(StoreError) in
      let last = seen.values.last ?? 0
      let done = try Self.done(engine)
      guard done > last else { return }
      seen.note(done)
      try engine.writeBlocking { transaction in
        let event = LogEvent(kind: .taskAdded, text: "välissä")
        _ = try transaction.append(event, to: id, at: now)
      }
    }
    #expect(outcome == .imported(ImportTally(added: 1_200)))
    let steps = zip([0] + seen.values, seen.values).map { $1 - $0 }
    #expect(steps.count >= 2 && steps.allSatisfy { $0 <= 500 })
    #expect(try await scope.log.verify().entries == 1_200 + seen.values.count)
  }

  @Test func `a line that is refused meanwhile says how many are in, and the file goes on`()
    async throws
  {
    let owner = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen"))
    let maija = try await scope.acting(as: .operator, at: now).addContact(
      NewContact(name: "Maija"), to: owner.id)
    let engine = fixture.store.engine
    @Sendable func remove(_ removed: Int) throws(StoreError) {
      try engine.writeBlocking { try $0.run("UPDATE contact SET removed = \(removed)") }
    }
    let error = await #expect(throws: StoreError.self) {
      _ = try await run(notes(maija.id)) { (line) throws(StoreError) in
        if line == 1_001 { try remove(1) }
      }
    }
    let done = try Self.done(engine)
    let text = "\(error?.description ?? "")"
    #expect(
      text == "rivit.csv, line 1100: contact \(maija.id.rawValue): there is none; \(done) of 1200 "
        + "rows are in: the same file goes on behind them")
    #expect(try await texts().count == done && done >= 100)
    // The line that is in is not asked about again, the one that isn't still is.
    guard case .refused(let faults) = try await run(notes(maija.id)) else {
      throw Self.cut
    }
    #expect(faults.first.map(\.line) == [1_100])
    try remove(0)
    #expect(try await run(notes(maija.id)) == .imported(ImportTally(added: 1_200)))
    #expect(try await texts().count == 1_200)
  }

  @Test func `of two imports of the same file at once one stops, and nothing is doubled`()
    async throws
  {
    let engine = fixture.store.engine
    // Another process goes on with the file meanwhile, from where this one is.
    let error = await #expect(throws: StoreError.self) {
      _ = try await run(notes()) { (line) throws(StoreError) in
        guard line == 1_001 else { return }
        try engine.writeBlocking {
          try $0.run("UPDATE importJournal SET done = done + 100, added = added + 100")
        }
      }
    }
    #expect(error?.kind == .busy && error?.description.contains("imports the same file") == true)
    #expect(try Self.done(engine) == (try await texts().count) + 100)
    #expect(try await run(notes()) == .imported(ImportTally(added: 1_200)))
    #expect(try await texts().count == 1_100)
  }

  @Test func `--anew forgets where the import was cut off`() async throws {
    await #expect(throws: StoreError.self) {
      _ = try await run(notes()) { (line) throws(StoreError) in
        if line == 1_050 { throw Self.cut }
      }
    }
    let done = try Self.done(fixture.store.engine)
    let outcome = try await run(notes(), anew: true)
    #expect(outcome == .imported(ImportTally(added: 1_200)))
    #expect(try await texts().count == 1_200 + done)
    #expect(try Self.done(fixture.store.engine) == 0)
  }

  @Test func `a trial says what the file would do, and changes nothing`() async throws {
    var events = Array(notes().prefix(4))
    for index in [1, 2] { (events[index].text, events[index].externalID) = ("sama", "S-1") }
    #expect(try await run(events, dry: true) == .imported(ImportTally(added: 3, unchanged: 1)))
    #expect(try await texts().isEmpty)
    #expect(try await run(events) == .imported(ImportTally(added: 3, unchanged: 1)))
    #expect(try await run(events, dry: true) == .imported(ImportTally(added: 2, unchanged: 2)))
    #expect(try await texts().count == 3)
    events[3].reference = "1"
    guard case .refused(let faults) = try await run(events, dry: true) else { throw Self.cut }
    #expect(faults.first.map(\.line) == [4])
    // The tally is of all of a file that was cut off.
    await #expect(throws: StoreError.self) {
      _ = try await run(notes()) { (line) throws(StoreError) in
        if line == 1_050 { throw Self.cut }
      }
    }
    let done = try Self.done(fixture.store.engine)
    #expect(try await run(notes(), dry: true) == .imported(ImportTally(added: 1_200)))
    #expect(try Self.done(fixture.store.engine) == done)
  }

  @Test func `a file with a fault changes nothing, however far into it`() async throws {
    var events = notes()
    events[1_199].customer = .id(CustomerID(rawValue: 99))
    events[3].reference = "1"
    guard case .refused(let faults) = try await run(events) else { throw Self.cut }
    #expect(faults.first.map(\.line) == [4, 1_200])
    #expect(try await texts().isEmpty)
  }
}

/// Counts calls, and keeps what it is told, across threads.
private final class Counter: Sendable {
  private let state = Mutex((calls: 0, values: [Int]()))

  var values: [Int] { state.withLock { $0.values } }

  func next() -> Int {
    state.withLock {
      $0.calls += 1
      return $0.calls
    }
  }

  func note(_ value: Int) { state.withLock { $0.values.append(value) } }
}
