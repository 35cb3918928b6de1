import Foundation
import Records
import Testing

@testable import Store

/// Changes that are undone from their log entries.
@Suite struct EntryUndoingTests {
  private typealias Desk = UndoingTests.Desk

  @Test(arguments: UndoingTests.pairs + added + EditUndoingTests.edits)
  func `what is undone from its entries is as it was`(pair: UndoingTests.Pair) async throws {
    let desk = try await Desk()
    let before = try await desk.everything()
    let trail = ChangeTrail()
    try await pair.change(
      desk, desk.scope.acting(as: .operator, at: now + 60, leaving: trail))
    let entries = trail.entries
    let (first, last) = (try #require(entries.min()), try #require(entries.max()))
    try await desk.scope.acting(as: .operator, at: now + 120).undo(first...last)
    #expect(try await desk.everything() == before)
    let log = desk.scope.log
    let undone = try #require(
      try await log.search(LogQuery(kinds: [pair.undone])).entries.first {
        entries.contains($0.number)
      })
    let undoing = try #require(
      try await log.search(LogQuery(kinds: [pair.undoing])).entries.first)
    #expect(undoing.corrects == undone.number && undone.correctedBy == [undoing.number])
    #expect(try await log.verify().isIntact)

    // Once undone, there is nothing to undo.
    let error = await #expect(throws: StoreError.self) {
      try await desk.scope.acting(as: .operator, at: now + 180).undo(first...last)
    }
    #expect(error?.refusal?.fault == .state(.changedSince))
    #expect(try await desk.everything() == before)

    // The same again can be done, and its undoing be undone.
    let again = ChangeTrail()
    try await pair.change(
      desk, desk.scope.acting(as: .operator, at: now + 240, leaving: again))
    #expect(again.entries.count == entries.count || pair.undone != .taskDone)
  }

  /// Additions, which are undone by putting away.
  private static let added = [
    UndoingTests.Pair(
      "document return", .documentReturned, by: .documentAssigned,
      { _ = try await $1.returnDocument($0.filed) }, { _, _ in }),
    UndoingTests.Pair(
      "document assign, to another", .documentAssigned, by: .documentAssigned,
      { _ = try await $1.assign($0.filed, .to($0.other)) }, { _, _ in }),
    UndoingTests.Pair(
      "customer archive", .customerArchived, by: .customerRestored,
      { _ = try await $1.archiveCustomer($0.customer) }, { _, _ in }),
  ]

  @Test func `a change of many is undone at once, and others' entries stay`() async throws {
    let desk = try await Desk()
    let (mine, others) = (ChangeTrail(), ChangeTrail())
    let matti = desk.scope.acting(as: .person(desk.matti.id), at: now + 60, leaving: mine)
    _ = try await matti.archive([desk.mailed])
    _ = try await desk.scope.acting(as: .operator, at: now + 61, leaving: others)
      .finishTask(desk.task)
    _ = try await matti.archive([desk.filed])
    #expect(mine.entries.count == 2 && others.entries.count == 1)
    try await matti.undo(mine.entries[0]...mine.entries[1])
    #expect(try await desk.scope.document(desk.mailed)?.state == .inbox)
    #expect(try await desk.scope.document(desk.filed)?.state == .filed)
    #expect(try await desk.scope.task(desk.task)?.state == .done)
    let error = await #expect(throws: StoreError.self) {
      try await matti.undo(others.entries[0]...others.entries[0])
    }
    #expect(error?.refusal?.fault == .state(.notUndoable))
  }

  @Test func `changes are undone one after the other, and done again`() async throws {
    let desk = try await Desk()
    let trail = ChangeTrail()
    let company = desk.scope.acting(as: .operator, at: now + 60, leaving: trail)
    _ = try await company.assign(desk.mailed, .to(desk.customer))
    _ = try await company.assign(desk.mailed, .to(desk.other))
    _ = try await company.archive(desk.mailed)
    let entries = trail.entries
    for (entry, customer) in zip(entries.reversed(), [desk.other, desk.customer, nil]) {
      try await company.undo(entry...entry)
      #expect(try await desk.scope.document(desk.mailed)?.party.customer == customer)
    }
    #expect(try await desk.scope.document(desk.mailed)?.state == .inbox)
    let last = try #require(trail.entries.last)
    try await company.undo(last...last)
    #expect(try await desk.scope.document(desk.mailed)?.party.customer == desk.customer)
  }

  @Test func `a change of more than a transaction holds is undone as a whole`() async throws {
    let desk = try await Desk()
    let blob = try desk.fixture.blob("c")
    let new = NewDocument(fileName: "c.pdf", mediaType: "x/y")
    let company = desk.scope.acting(as: .operator, at: now)
    for count in [1_000, 50] {
      _ = try await company.addDocuments(Array(repeating: (new, blob), count: count))
    }
    let trail = ChangeTrail()
    let matti = desk.scope.acting(as: .person(desk.matti.id), at: now + 60, leaving: trail)
    _ = try await matti.move(
      matching: DocumentQuery(state: .inbox), .assign(.to(desk.customer)))
    let entries = trail.entries
    #expect(entries.count == 1_051)
    try await matti.undo(try #require(entries.min())...(try #require(entries.max())))
    #expect(try await desk.scope.documents(DocumentQuery(state: .inbox)).count == 1_051)
    #expect(try await desk.scope.log.verify().isIntact)
  }

  @Test func `kinds that one may not change are passed over`() async throws {
    let desk = try await Desk()
    let trail = ChangeTrail()
    let company = desk.scope.acting(as: .operator, at: now + 60, leaving: trail)
    _ = try await company.removePerson(desk.matti.id)
    let first = try #require(trail.entries.first)
    let error = await #expect(throws: StoreError.self) {
      try await company.undo(
        first...first, of: LogKind.undoable.subtracting(LogKind.ofAdmins))
    }
    #expect(error?.refusal?.fault == .state(.notUndoable))
    #expect(try await desk.scope.person(desk.matti.id)?.removed == true)
  }

  @Test func `a change that somebody has followed up is not undone`() async throws {
    let desk = try await Desk()
    let trail = ChangeTrail()
    let company = desk.scope.acting(as: .operator, at: now + 60, leaving: trail)
    _ = try await company.assign(desk.mailed, .to(desk.customer))
    _ = try await desk.scope.acting(as: .person(desk.matti.id), at: now + 70)
      .archive(desk.mailed)
    let first = try #require(trail.entries.first)
    let error = await #expect(throws: StoreError.self) { try await company.undo(first...first) }
    #expect(error?.refusal?.fault == .state(.changedSince))
    #expect(try await desk.scope.document(desk.mailed)?.state == .archived)
  }
}
