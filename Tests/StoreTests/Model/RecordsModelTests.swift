import Foundation
import Records
import TestKit
import Testing

@testable import Store

/// Random verbs on a company's records against a plain model of them.
@Suite struct RecordsModelTests {
  private static let steps =
    ProcessInfo.processInfo.environment["MINICRM_MODEL_STEPS"].flatMap(Int.init) ?? 400

  /// The first difference ends it.
  @Test func `any sequence of verbs leaves what a plain model has, and the log retells it`()
    async throws
  {
    var desk = try await ModelDesk(SeededGenerator())
    for step in 1...Self.steps {
      try await desk.anyVerb()
      try await desk.compareSomeLists()
      if step.isMultiple(of: 10) { try await desk.compareLists() }
    }
    try await desk.compareLists()
    // A test that only ever refuses, or never does, would tell little.
    let isMixed = desk.done > Self.steps / 6 && desk.refused > Self.steps / 20
    #expect(isMixed, "\(desk.place): \(desk.done) done, \(desk.refused) refused")
    let entries = try await log(of: desk.scope)
    try compare(entries, desk)
    compare(
      LogReplay(
        entries, movedTasks: desk.model.movedTasks, movedDocuments: desk.model.movedDocuments),
      desk)
    try await compareFound(desk)
    let verification = try await desk.scope.log.verify()
    #expect(verification.isIntact && verification.entries == entries.count, "\(desk.place)")
  }

  /// Oldest first.
  private func log(of scope: CompanyScope) async throws -> [LogEntry] {
    let page = try await scope.log.search(LogQuery(limit: 1_000_000))
    return page.entries.sorted { $0.number.rawValue < $1.number.rawValue }
  }

  private func compare(_ entries: [LogEntry], _ desk: ModelDesk) throws {
    let found = entries.map {
      RecordsModel.Entry(
        kind: $0.kind, party: $0.party, document: $0.document, task: $0.task, person: $0.person,
        // The entry that an undoing corrects is its own test's.
        corrects: RecordedEvent.kinds.contains($0.kind) ? $0.corrects : nil,
        recordedAt: $0.recordedAt)
    }
    // The person that is meant is found by the index only.
    let expected = desk.model.log.map { entry in
      var entry = entry
      entry.meant = nil
      return entry
    }
    #expect(found == expected, "\(desk.place)")
    #expect(entries.allSatisfy { !$0.text.isEmpty })
  }

  /// By persons, those who acted and those who are meant; by customers, the arrivals of what was
  /// filed to them.
  private func compareFound(_ desk: ModelDesk) async throws {
    for person in desk.model.persons.keys {
      let found = try await desk.scope.log.search(LogQuery(persons: [person], limit: 1_000_000))
      let expected = desk.model.log.indices.filter {
        let entry = desk.model.log[$0]
        return entry.person == person || entry.meant == person
      }
      #expect(
        found.entries.map { Int($0.number.rawValue) - 1 }.sorted() == expected,
        "\(desk.place): \(person)")
    }
    for document in desk.model.documents.values {
      // One that went along with a contact is found by the contact.
      guard let customer = document.party.customer,
        !desk.model.movedDocuments.contains(document.id)
      else { continue }
      let query = LogQuery(kinds: [.documentAdded], customer: customer, limit: 1_000_000)
      let arrivals = try await desk.scope.log.search(query).entries.map(\.document)
      #expect(arrivals.contains(document.id), "\(desk.place): \(document.id)")
    }
  }

  private func compare(_ replay: LogReplay, _ desk: ModelDesk) {
    let (model, place) = (desk.model, desk.place)
    #expect(replay.surprises == [], "\(place)")
    #expect(Set(replay.customers.keys) == Set(model.customers.keys), "\(place)")
    #expect(replay.contacts == Set(model.contacts.keys), "\(place)")
    #expect(replay.persons == model.persons.values.count { !$0.removed }, "\(place)")
    #expect(Set(replay.tasks.keys) == Set(model.tasks.keys), "\(place)")
    #expect(Set(replay.documents.keys) == Set(model.documents.keys), "\(place)")
    for (id, told) in replay.customers {
      let edits = model.log.count {
        $0.kind == .customerEdited && $0.party == Party(customer: id)
      }
      #expect(told.edits == edits && told.archived == model.customers[id]?.archived, "\(place)")
    }
    for (id, told) in replay.tasks {
      let task = model.tasks[id]
      if !model.movedTasks.contains(id) { #expect(told.party == task?.party, "\(place): \(id)") }
      // One of a past day is done from the start, which its first entry tells in words.
      #expect(told.ended == nil || told.ended == task?.state, "\(place): \(id)")
    }
    for (id, told) in replay.documents {
      let document = model.documents[id]
      #expect(told.state == document?.state, "\(place): \(id)")
      if !model.movedDocuments.contains(id) {
        #expect(told.party == document?.party, "\(place): \(id)")
      }
    }
  }
}
