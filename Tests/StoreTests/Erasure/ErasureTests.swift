import Foundation
import GRDB
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct ErasureTests {
  @Test func `of an erased contact no file of the store holds a trace, and the log verifies`()
    async throws
  {
    let desk = try await ErasureDesk()
    #expect(try desk.traces(of: ErasureDesk.maija) == Set(ErasureDesk.maija))
    #expect(try !desk.indexTerms(holding: ["kvas", "7654"]).isEmpty)
    let report = try await desk.eraseContact()
    #expect(report.isFirst && report.entries > 0)
    #expect(report.tasks == 2 && report.documents == 1)
    #expect(report.mails == 3 && report.discarded == 1)
    #expect(try desk.traces(of: ErasureDesk.maija + ["7654321", "Y-77"]) == [])
    #expect(try desk.indexTerms(holding: ["kvas", "7654"]) == [])
    #expect(try await desk.scope.log.verify().isIntact)
    // The others are as they were.
    #expect(try desk.traces(of: ErasureDesk.matti) == Set(ErasureDesk.matti))
    #expect(try await desk.scope.contact(desk.other)?.name == "Teppo Muu")
    #expect(try await desk.scope.contact(desk.contact) == nil)
  }

  @Test func `of an erased person no file of the store holds a trace, and the log verifies`()
    async throws
  {
    let desk = try await ErasureDesk()
    let report = try await desk.erasePerson()
    #expect(report.discarded == 1)
    #expect(try desk.traces(of: ErasureDesk.matti) == [])
    #expect(try await desk.scope.log.verify().isIntact)
    let person = try #require(try await desk.scope.person(desk.person))
    #expect(person.removed && person.email == "erased-\(desk.person.rawValue)@erased.invalid")
    #expect(try desk.fixture.tasksWithWaitingReminders(for: desk.person) == [])
    // The person's deeds stay theirs, without the name.
    let entries = try await desk.scope.log.search(LogQuery(persons: [desk.person])).entries
    #expect(entries.contains { $0.kind == .note && $0.text == "Soittaa ensi viikolla" })
  }

  /// Each is an entry of the log that is appended by the erasure, and loses its text in it.
  @Test func `of the reminders that an erasure cancels no word stays in the log's index`()
    async throws
  {
    let desk = try await ErasureDesk()
    let today = try #require(CivilDate("2026-03-02"))
    for number in 1...40 {
      let task = NewTask(
        person: "matti@zysko.example", description: "Matti Zyskovicz \(number)", date: today)
      _ = try await desk.scope.acting(as: .operator, at: now).addTask(task, today: today)
    }
    try await desk.erasePerson()
    #expect(try desk.indexTerms(holding: ["zysk"]) == [])
    try desk.fixture.tamper("INSERT INTO logIndex (logIndex) VALUES ('integrity-check')")
    #expect(try await desk.scope.log.search(LogQuery(text: "Zyskovicz")).entries == [])
    let cancelled = try await desk.scope.log.search(LogQuery(kinds: [.reminderCancelled]))
    #expect(cancelled.entries.count > 30)
  }

  @Test func `a person may erase themselves, in however many batches`() async throws {
    let desk = try await ErasureDesk()
    let (scope, person) = (desk.scope, desk.person)
    let run = ErasureRun(
      company: scope.id, engine: scope.engine, reminders: scope.reminders,
      request: ErasureRequest(), actor: .person(person), now: now,
      target: { database, also in
        try ErasureTarget.person(person, of: scope.id, also: also, in: database)
      }, limits: BatchLimits(rows: 1, time: .zero))
    #expect(try await run.run().entries > 1)
    let records = try await scope.log.search(LogQuery(kinds: [.personRemoved])).entries
    #expect(records.count > 1 && records.allSatisfy { $0.person == person })
    #expect(try await scope.person(person)?.removed == true)
    #expect(try await scope.log.verify().isIntact)
  }

  @Test func `what is about others, or is the company's books, stays`() async throws {
    let desk = try await ErasureDesk()
    try await desk.eraseContact()
    let entries = try await desk.scope.log.search(LogQuery(limit: 1_000)).entries
    let texts = Set(entries.map(\.text))
    let newest = try #require(entries.first { $0.kind == .contactRemoved })
    let gone = "(poistettu, ks. merkintä \(newest.number.rawValue))"
    #expect(texts.isSuperset(of: ["Suoritus 12,00 EUR", "Teppo Muu soitti", gone]))
    #expect(!texts.contains("Soittaa ensi viikolla"))
    #expect(texts.contains("Lasku (poistettu)"))
    let erased = entries.filter { $0.erasedBy == newest.number }
    #expect(erased.count { $0.text == gone } == erased.count - 1)
    let others = erased.count { $0.party.contact != desk.contact }
    #expect(
      newest.text == "Kontaktin \(desk.contact.rawValue) henkilötiedot poistettiin: merkintöjä "
        + "\(erased.count), muita koskevia \(others); joista vain nimi 1")
    #expect(newest.party.contact == desk.contact)
    let documents = try await desk.scope.documents()
    #expect(documents.contains { $0.fileName == "(poistettu) sopimus.pdf" })
    let tasks = try desk.fixture.rows(of: "task")
    #expect(tasks.contains { $0.contains(#"description:"(poistettu)""#) })
    #expect(tasks.contains { $0.contains("Kysy (poistettu) tai (poistettu)") })
  }

  @Test func `what is erased is not found any more, what stays is`() async throws {
    let desk = try await ErasureDesk()
    func found(_ text: String) async throws -> Int {
      try await desk.scope.log.search(LogQuery(text: text)).entries.count
    }
    #expect(try await found("kvastel") > 0)
    try await desk.eraseContact()
    for word in ["kvastel", "kva", "maija", "ensi viikolla"] {
      #expect(try await found(word) == 0, "\(word)")
    }
    #expect(try await found("teppo muu soitti") == 1)
    let ofContact = try await desk.scope.log.search(LogQuery(contact: desk.contact)).entries
    #expect(ofContact.count > 5)
  }

  @Test func `erasing again changes nothing, unless something new is named`() async throws {
    let desk = try await ErasureDesk()
    try await desk.eraseContact()
    let entries = try desk.fixture.rows(of: "logEntry")
    let again = try await desk.eraseContact()
    #expect(again.isEmpty && !again.isFirst)
    #expect(try desk.fixture.rows(of: "logEntry") == entries)
    let more = try await desk.eraseContact(also: ["Teppo Muu"])
    #expect(!more.isFirst && more.entries > 0 && more.remains.undecided == [])
    #expect(try await desk.scope.log.verify().isIntact)
  }

  @Test func `an erasure that was cut short is finished by the next`() async throws {
    let desk = try await ErasureDesk()
    var request = ErasureRequest()
    request.withHeld = true
    _ = try await desk.scope.acting(as: .operator, at: now).eraseContact(desk.contact, request)
    #expect(try !desk.traces(of: ErasureDesk.maija).isEmpty)
    try await desk.eraseContact()
    #expect(try desk.traces(of: ErasureDesk.maija) == [])
  }

  @Test func `what else the contact was called is erased when it is named`() async throws {
    let desk = try await ErasureDesk()
    var note = RecordedEvent(kind: .note)
    note.text = "Maija Entinen kävi (entinen@kvast.example, +358 50 111 2222)"
    _ = try await desk.scope.log.record(note, now: now)
    try await desk.eraseContact(also: ["050 1112222"])
    #expect(try desk.traces(of: ["Entinen", "111 2222"]) == [])
    await #expect(throws: StoreError.self) { try await desk.eraseContact(also: ["ma"]) }
  }

  @Test func `where it may still be is told`() async throws {
    let desk = try await ErasureDesk()
    let backup = desk.fixture.directory + "/backup"
    _ = try await desk.store.backup(to: backup, now: now)
    let restored = try await Store.restore(backup, to: desk.fixture.directory + "/restored")
    #expect(restored.takenAt == now)
    let copy = try await Store.open(desk.fixture.directory + "/restored")
    let again = try await copy.company(desk.scope.id).acting(as: .operator, at: now).eraseContact(
      desk.other)
    #expect(again.remains.backups == [TakenBackup(directory: backup, takenAt: now)])
    try FileManager.default.removeItem(atPath: copy.directory)
    let other = try await desk.scope.acting(as: .operator, at: now).eraseContact(desk.other)
    #expect(other.remains.backups == [TakenBackup(directory: backup, takenAt: now)])
    #expect(other.remains.undecided.count == 1)
    _ = try await desk.store.removeTraces()
    #expect(try desk.traces(of: ["teppo@muu.example"]) != [])
    // The mail of nobody is the operator's to decide on; the next backup forgets as the store does.
    _ = try await desk.store.discard(
      try #require(other.remains.undecided.first), by: .operator, now: now)
    try await desk.eraseContact()
    _ = try await desk.store.backup(to: backup, now: now)
    #expect(try desk.traces(of: ErasureDesk.maija) == [])
  }

  @Test func `another company's records and texts are not touched`() async throws {
    let desk = try await ErasureDesk()
    let beta = try await desk.fixture.company("beta")
    try await desk.store.note("Maija Kvastela", beta.id)
    await #expect(throws: StoreError.self) {
      try await beta.acting(as: .operator, at: now).eraseContact(desk.contact)
    }
    await #expect(throws: StoreError.self) {
      try await beta.acting(as: .operator, at: now).erasePerson(desk.person)
    }
    try await desk.eraseContact()
    let texts = try await beta.log.search(LogQuery()).entries.map(\.text)
    #expect(texts == ["Maija Kvastela"])
  }
}
