import Foundation
import Records
import Testing

@testable import Store

/// Edits that are taken back by the values that were there before.
@Suite struct EditUndoingTests {
  private typealias Desk = UndoingTests.Desk
  typealias Pair = UndoingTests.Pair

  private static func edit(
    _ name: String, _ kind: LogKind, by undoing: LogKind? = nil,
    _ change: @escaping @Sendable (UndoingTests.Desk, ActingCompany) async throws -> Void
  ) -> Pair {
    Pair(name, kind, by: undoing ?? kind, change, { _, _ in })
  }

  /// One edit of each kind of record, of all its fields.
  static let edits = [
    edit("document edit", .documentEdited) { desk, company in
      var change = DocumentChange()
      change.title = .set("Lasku 7")
      change.date = .set(day("2026-05-01"))
      change.notes = .set("maksettu\nkahdesti")
      change.keepUntil = .set(day("2032-12-31"))
      _ = try await company.editDocument(desk.filed, change)
    },
    edit("task edit", .taskEdited) { desk, company in
      var change = TaskChange()
      change.description = .set("Käy paikalla")
      change.date = .set(day("2027-01-15"))
      change.reminderDays = .set([3])
      change.every = .set(.days(14))
      change.party.customer = .set(.id(desk.other))
      change.reason = "sovittu puhelimessa"
      _ = try await company.editTask(desk.task, change)
    },
    edit("task edit, of a series", .taskEdited) { desk, company in
      var change = TaskChange()
      change.every = .set(nil)
      _ = try await company.editTask(desk.yearly, change)
    },
    edit("customer edit", .customerEdited) { desk, company in
      var change = CustomerChange()
      change[.name] = .set("Virtanen & Pojat Oy")
      change[.email] = .set("myynti@virtanen.example")
      change[.externalID] = .set("A-1")
      _ = try await company.editCustomer(desk.customer, change)
    },
    edit("person edit", .personEdited) { desk, company in
      var change = PersonChange()
      change.name = .set("Matti M")
      change.role = .set(.accountant)
      change.language = .set(.swedish)
      change.reminderAt = .set(TimeOfDay("07:30"))
      change.reminderDays = .set([2, 0])
      _ = try await company.editPerson(desk.matti.id, change)
    },
    edit("company edit", .companyEdited) { _, company in
      var change = CompanyChange()
      change.name = .set("Acme Oyj")
      change.slug = .set("acme-2")
      change.businessID = .set("1572860-0")
      change.language = .set(.swedish)
      change.timeZone = .set("Europe/Stockholm")
      change.reminderDays = .set([5])
      change.reminderWorkdays = .set(true)
      _ = try await company.editCompany(change)
    },
    edit("group add", .groupAdded, by: .groupRemoved) { _, company in
      _ = try await company.addGroup(path: "Myynti")
    },
  ]

  @Test func `a contact that went to another customer comes back with its papers`() async throws {
    let desk = try await Desk()
    let company = desk.scope.acting(as: .operator, at: now)
    let contact = try await company.addContact(NewContact(name: "Maija"), to: desk.customer).id
    var filing = PartyChange()
    filing.contact = .set(.id(contact))
    _ = try await company.assign(desk.mailed, filing)
    let before = try await desk.everything()
    let trail = ChangeTrail()
    let acting = desk.scope.acting(as: .operator, at: now + 60, leaving: trail)
    var change = ContactChange()
    change[.phone] = .set("+358 40 123 4567")
    _ = try await acting.editContact(contact, change, to: .id(desk.other))
    #expect(try await desk.scope.document(desk.mailed)?.party.customer == desk.other)
    let entry = try #require(trail.entries.first)
    try await acting.undo(entry...entry)
    #expect(try await desk.everything() == before)
    #expect(try await desk.scope.log.verify().isIntact)
  }

  @Test func `groups are renamed, moved and kept as before`() async throws {
    let desk = try await Desk()
    let company = desk.scope.acting(as: .operator, at: now)
    let (sales, other) = (
      try await company.addGroup(path: "Myynti"), try await company.addGroup(path: "Muut")
    )
    let before = try await desk.everything()
    let added = ChangeTrail()
    let adding = desk.scope.acting(as: .operator, at: now + 30, leaving: added)
    _ = try await adding.addGroup(path: "Myynti/Tarjoukset/2026")
    try await adding.undo(added.entries[0]...added.entries[1])
    #expect(try await desk.everything() == before)
    let changes: [@Sendable (ActingCompany) async throws -> Group] = [
      { try await $0.renameGroup(sales.id, to: "Kauppa") },
      { try await $0.moveGroup(sales.id, below: other.id) },
      { try await $0.keepDocuments(of: sales.id, years: .set(10)) },
    ]
    for change in changes {
      let trail = ChangeTrail()
      let acting = desk.scope.acting(as: .operator, at: now + 60, leaving: trail)
      _ = try await change(acting)
      #expect(try await desk.everything() != before)
      let entry = try #require(trail.entries.first)
      try await acting.undo(entry...entry)
      #expect(try await desk.everything() == before)
      // The undoing, too, is an edit that can be taken back, and so is that.
      for undoing in [1, 2] {
        let entry = trail.entries[undoing]
        try await acting.undo(entry...entry)
        #expect(try await (desk.everything() == before) == (undoing == 2))
      }
    }
  }

  @Test func `an edit is taken back while its fields are as it left them, and no longer`()
    async throws
  {
    let desk = try await Desk()
    let trail = ChangeTrail()
    let company = desk.scope.acting(as: .operator, at: now, leaving: trail)
    func title(_ text: String?) async throws {
      var change = DocumentChange()
      change.title = .set(text)
      _ = try await company.editDocument(desk.filed, change)
    }
    func undo(_ number: Int) async -> Fault? {
      do {
        try await company.undo(trail.entries[number]...trail.entries[number])
        return nil
      } catch { return error.refusal?.fault }
    }
    try await title("yksi")
    var notes = DocumentChange()
    notes.notes = .set("huomio")
    _ = try await company.editDocument(desk.filed, notes)
    _ = try await company.archive(desk.filed)
    #expect(await undo(0) == nil)
    let document = try #require(try await desk.scope.document(desk.filed))
    #expect(document.title == nil && document.notes == "huomio" && document.state == .archived)
    #expect(await undo(0) == .state(.changedSince))
    try await title("kaksi")
    try await title("kolme")
    #expect(await undo(4) == .state(.changedSince))
    #expect(try await desk.scope.document(desk.filed)?.title == "kolme")
  }

  @Test func `an edit by a command can't be taken back, nor can one of long ago`() async throws {
    let desk = try await Desk()
    let range = try await edited(desk, at: now, trail: nil)
    #expect(try await !desk.scope.canUndo(range, of: LogKind.undoable, by: .operator))
    let trail = ChangeTrail()
    let old = try await edited(desk, at: now, trail: trail)
    #expect(try await desk.scope.canUndo(old, of: LogKind.undoable, by: .operator))
    #expect(try await !desk.scope.canUndo(old, of: [.documentAdded], by: .operator))
    _ = try await edited(desk, at: now + 31 * 86_400, trail: trail)
    #expect(try await !desk.scope.canUndo(old, of: LogKind.undoable, by: .operator))
    let error = await #expect(throws: StoreError.self) {
      try await desk.scope.acting(as: .operator, at: now).undo(old)
    }
    #expect(error?.refusal?.fault == .state(.notUndoable))
  }

  /// Edits the title of a document; the number of the entry.
  private func edited(
    _ desk: Desk, at moment: Date, trail: ChangeTrail?
  ) async throws -> ClosedRange<LogNumber> {
    var change = DocumentChange()
    change.title = .set("\(UUID())")
    _ = try await desk.scope.acting(as: .operator, at: moment, leaving: trail)
      .editDocument(desk.filed, change)
    let last = try #require(
      try await desk.scope.log.search(LogQuery(kinds: [.documentEdited], limit: 1)).entries.first)
    return last.number...last.number
  }

  @Test func `an erasure, and a removal for good, let go of former values`() async throws {
    let desk = try await Desk()
    let trail = ChangeTrail()
    let company = desk.scope.acting(as: .operator, at: now, leaving: trail)
    _ = try await edited(desk, at: now, trail: trail)
    _ = try await company.removeDocument(desk.filed, early: "kaksoiskappale")
    #expect(try await kept(desk) == 0)
    var change = PersonChange()
    change.name = .set("Matti Kvasteinen")
    _ = try await company.editPerson(desk.matti.id, change)
    #expect(try await kept(desk) == 1)
    _ = try await desk.scope.acting(as: .operator, at: now).erasePerson(desk.matti.id)
    #expect(try await kept(desk) == 0)
  }

  private func kept(_ desk: Desk) async throws -> Int? {
    try await desk.scope.engine.read {
      try $0.value("SELECT count(*) FROM keptEdit", as: Int.self)
    }
  }
}
