import Foundation
import GRDB
import Records
import Testing

@testable import Store

/// Erasures that need many transactions, are cut off, or are asked for twice at once.
@Suite struct ErasureBatchTests {
  private let desk: ErasureDesk

  init() async throws {
    desk = try await ErasureDesk()
    let contact = desk.contact
    let outcome = try await desk.scope.log.importEvents(
      try (1...600).map { number in
        var note = RecordedEvent(kind: number % 50 == 0 ? .payment : .note)
        note.contact = number % 3 == 0 ? .id(contact) : nil
        note.money = number % 50 == 0 ? try Money(amount: "12.00") : nil
        note.text = "Maija Kvastela, puhelu \(number)"
        return note
      })
    #expect(outcome == .imported(ImportTally(added: 600)))
  }

  /// The erasure in small batches; each commit is told to `committed`, which may cut it off.
  private func run(
    _ request: ErasureRequest = ErasureRequest(), limits: BatchLimits = small
  ) throws -> ErasureRun {
    let (scope, contact) = (desk.scope, desk.contact)
    return ErasureRun(
      company: scope.id, engine: scope.engine, reminders: scope.reminders, request: request,
      actor: .operator, now: now,
      target: { database, also in
        try ErasureTarget.contact(contact, of: scope.id, also: also, in: database)
      }, limits: limits)
  }

  private static let small = BatchLimits(rows: 100, time: .milliseconds(1))

  /// Refuses the change that makes so many batches, as a kill there would.
  private func cut(after batches: Int) throws {
    try desk.fixture.tamper(
      """
      CREATE TABLE cut (batches INTEGER);
      INSERT INTO cut VALUES (0);
      CREATE TRIGGER cutOff BEFORE INSERT ON erasureJournal BEGIN
        SELECT RAISE(ABORT, 'cut off') WHERE (SELECT batches FROM cut) >= \(batches);
        UPDATE cut SET batches = batches + 1;
      END;
      """)
  }

  private func mend() throws { try desk.fixture.tamper("DROP TRIGGER cutOff; DROP TABLE cut") }

  private func state() throws -> [String] {
    try ["contact", "task", "document", "mail", "part", "groupNode"]
      .flatMap { try desk.fixture.rows(of: $0) }
      + desk.fixture.query("SELECT id, text IS NULL, erasedBy IS NULL FROM logEntry WHERE id < 620")
  }

  @Test func `cut off and asked for again it does what it would have done`() async throws {
    let reference = try await ErasureBatchTests()
    let whole = try await reference.run().run()
    #expect(whole.isFirst && whole.entries > 600 && whole.masked == 13)
    for batches in [1, 2, 4] {
      let test = try await ErasureBatchTests()
      try test.cut(after: batches)
      await #expect(throws: StoreError.self) { _ = try await test.run().run() }
      try test.mend()
      let unfinished = try await test.desk.store.unfinished(before: .distantFuture)
      #expect(
        unfinished.map(\.work) == [.erasure(of: .contact, id: test.desk.contact.rawValue)])
      #expect(try await test.desk.scope.log.verify().isIntact)
      #expect(try await test.desk.scope.contact(test.desk.contact) == nil)
      let rest = try await test.run().run()
      #expect(rest == whole, "after \(batches) batches")
      #expect(try test.state() == reference.state())
      #expect(try await test.desk.store.unfinished(before: .distantFuture).isEmpty)
      #expect(try await test.desk.scope.log.verify().isIntact)
    }
  }

  @Test func `an erasure whose answer nobody got answers again, with what came since`() async throws
  {
    let whole = try await unheard(ErasureRequest(also: ["Teppo Muu"]))
    #expect(whole.reached == ["Teppo Muu": 2] && whole.remains.undecided.count == 1)
    #expect(try await desk.store.unfinished(before: .distantFuture).isEmpty)
    #expect(try await unheard(ErasureRequest(also: ["Teppo Muu"])) == whole)
    var request = ErasureRequest(also: ["Masa"])
    try await desk.store.note("Masa tuli vielä", desk.scope.id)
    // Asked otherwise it is another erasure, which is not refused.
    request.dryRun = true
    #expect(try await run(request).run().entries == 1)
    request.dryRun = false
    #expect(try await unheard(request).entries == 1)
    try await desk.store.note("Masalle soitettiin", desk.scope.id)
    #expect(try await run(request).run().entries == 2)
    let rest = try await run(request).run()
    #expect(!rest.isFirst && rest.entries == 0)
  }

  @Test func `a day later the answer nobody got is forgotten`() async throws {
    _ = try await unheard()
    try desk.fixture.tamper("UPDATE erasureJournal SET changedAt = changedAt - 100000")
    let rest = try await run().run()
    #expect(!rest.isFirst && rest.entries == 0)
    #expect(try desk.fixture.rows(of: "erasureJournal") == [])
  }

  /// Runs an erasure whose answer nobody hears, and gives that answer.
  private func unheard(_ request: ErasureRequest = ErasureRequest()) async throws -> ErasureReport {
    var unheard: ErasureReport?
    await #expect(throws: CancellationError.self) {
      _ = try await run(request).run { report in
        unheard = report
        throw CancellationError()
      }
    }
    return try #require(unheard)
  }

  @Test func `each batch records what it takes, and whose that is`() async throws {
    _ = try await run().run()
    let records = try await desk.scope.log.search(
      LogQuery(kinds: [.contactRemoved], limit: 1_000)
    ).entries
    #expect(records.count > 5)
    for record in records {
      let erased = try desk.fixture.query(
        "SELECT id FROM logEntry WHERE erasedBy = \(record.number.rawValue)")
      #expect(record.text.contains("poistettiin: merkintöjä \(erased.count)"), "\(record.text)")
      #expect(erased.count <= 400)
    }
  }

  @Test func `a small erasure is one transaction with one record`() async throws {
    let desk = try await ErasureDesk()
    try await desk.eraseContact()
    let records = try await desk.scope.log.search(LogQuery(kinds: [.contactRemoved])).entries
    #expect(records.count == 1)
  }

  @Test func `what is asked otherwise doesn't go on with what was cut off`() async throws {
    try cut(after: 2)
    await #expect(throws: StoreError.self) { _ = try await run().run() }
    try mend()
    var other = ErasureRequest(also: ["Teppo Muu"])
    let error = await #expect(throws: StoreError.self) { _ = try await run(other).run() }
    #expect(
      error?.description == "contact \(desk.contact.rawValue): an erasure of it that was cut off "
        + "was asked for otherwise; ask for the same as then")
    other.anew = true
    #expect(try await run(other).run().entries > 600)
    #expect(try desk.traces(of: ["puhelu"]).isEmpty == false)
    #expect(try await desk.store.unfinished(before: .distantFuture).isEmpty)
  }

  @Test func `of two at once one stops`() async throws {
    try cut(after: 2)
    await #expect(throws: StoreError.self) { _ = try await run().run() }
    // Another process has gone on: what is done is more than this one knows of.
    try desk.fixture.tamper(
      """
      DROP TRIGGER cutOff;
      CREATE TRIGGER otherProcess AFTER INSERT ON erasureJournal BEGIN
        UPDATE erasureJournal SET report = json_set(report, '$.report.tasks', 99);
      END;
      """)
    let error = await #expect(throws: StoreError.self) { _ = try await run().run() }
    #expect(error?.kind == .busy && error?.description.contains("another process") == true)
    try desk.fixture.tamper("DROP TRIGGER otherProcess; DROP TABLE cut")
    #expect(try await run().run().entries > 600)
    #expect(try await desk.scope.log.verify().isIntact)
  }

  @Test func `texts that come while it goes on are taken too`() async throws {
    try cut(after: 1)
    await #expect(throws: StoreError.self) { _ = try await run().run() }
    try mend()
    try await desk.store.note("Maija Kvastela tuli vielä", desk.scope.id)
    _ = try await run().run()
    _ = try await desk.store.removeTraces()
    #expect(try desk.traces(of: ErasureDesk.maija.filter { $0 != "maija@kvast.example" }) == [])
  }

  @Test func `a dry run counts, and changes nothing`() async throws {
    let before = try desk.fixture.rows(of: "logEntry") + state()
    var request = ErasureRequest(also: ["Teppo Muu"])
    request.dryRun = true
    let report = try await run(request).run()
    #expect(report.entries > 600 && report.reached["Teppo Muu"] == 2)
    #expect(try desk.fixture.rows(of: "logEntry") + state() == before)
  }
}
