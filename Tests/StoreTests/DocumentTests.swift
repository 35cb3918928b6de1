import Foundation
import Records
import Testing

@testable import Store

@Suite struct DocumentTests {
  /// A company with two customers, the first with a contact, and a mailed document.
  private struct Desk {
    let fixture: StoreFixture
    let scope: CompanyScope
    let customer: CustomerID
    let contact: ContactID
    let other: CustomerID

    init() async throws {
      fixture = try await StoreFixture()
      scope = try await fixture.company()
      customer = try fixture.insertCustomer("Virtanen Oy", of: scope)
      contact = try fixture.insertContact("Maija Virtanen", at: customer, of: scope)
      other = try fixture.insertCustomer("Toinen Oy", of: scope)
    }

    func mailed() async throws -> Document {
      try await fixture.file([try fixture.mail(to: [.filed(scope)], holding: ["a"])])
      let document = try await scope.documents().first
      return try #require(document)
    }

    func add(
      _ fileName: String = "Lasku.pdf", holding content: String = "a", now: Date = now,
      _ setUp: (inout NewDocument) -> Void = { _ in }
    ) async throws -> Document {
      var new = NewDocument(fileName: fileName, mediaType: "application/pdf")
      setUp(&new)
      return try await scope.acting(as: .operator, at: now).addDocument(
        new, blob: try fixture.blob(content))
    }

    func assign(
      _ document: Document, customer: Edit<CustomerID?> = .keep, contact: Edit<ContactID?> = .keep
    ) async throws -> Document {
      var change = PartyChange()
      change.customer = customer.reference()
      change.contact = contact.reference()
      return try await scope.acting(as: .operator, at: now).assign(document.id, change)
    }

    func log(_ kind: LogKind) async throws -> [LogEntry] {
      try await scope.log.search(LogQuery(kinds: [kind])).entries
    }
  }

  @Test func `a document added by hand is filed with a customer, else in the Inbox`() async throws {
    let desk = try await Desk()
    _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: "Myynti")
    let loose = try await desk.add()
    #expect(loose.state == .inbox && loose.party == Party() && loose.mail == nil)
    #expect(loose.declaredMediaType == nil && loose.receivedAt == now && loose.size == 1)
    let filed = try await desk.add("Sopimus.pdf") {
      $0.contact = .id(desk.contact)
      $0.title = " Sopimus "
      $0.date = day("2028-02-29")
      $0.group = "myynti"
    }
    #expect(filed.state == .filed && filed.duplicateOf == loose.id)
    #expect(filed.party == Party(customer: desk.customer, contact: desk.contact))
    #expect(filed.title == "Sopimus" && filed.date == day("2028-02-29") && filed.group != nil)
    let entries = try await desk.log(.documentAdded)
    #expect(
      entries.map(\.text) == [
        "Lisättiin Sopimus.pdf asiakkaalle Virtanen Oy (Maija Virtanen)", "Lisättiin Lasku.pdf",
      ])
    #expect(entries.map(\.document) == [filed.id, loose.id])
    #expect(entries.map(\.party) == [filed.party, Party()])
  }

  @Test func `assigning files a document and says to whom, once`() async throws {
    let desk = try await Desk()
    let document = try await desk.mailed()
    let assigned = try await desk.assign(document, contact: .set(desk.contact))
    #expect(assigned.state == .filed)
    #expect(assigned.party == Party(customer: desk.customer, contact: desk.contact))
    #expect(try await desk.assign(assigned) == assigned)
    #expect(try await desk.assign(assigned, customer: .set(desk.customer)) == assigned)
    let moved = try await desk.assign(assigned, customer: .set(desk.other))
    #expect(moved.party == Party(customer: desk.other))
    let free = try await desk.assign(moved, customer: .set(nil))
    #expect(free.party == Party() && free.state == .filed)
    let entries = try await desk.log(.documentAssigned)
    #expect(
      entries.map(\.text) == [
        "lasku1.pdf irrotettiin asiakkaasta Toinen Oy",
        "lasku1.pdf liitettiin asiakkaaseen Toinen Oy",
        "lasku1.pdf liitettiin asiakkaaseen Virtanen Oy (Maija Virtanen)",
      ])
    #expect(entries.map(\.party) == [Party(), moved.party, assigned.party])
  }

  @Test func `a contact goes or comes with its customer`() async throws {
    let desk = try await Desk()
    let both = Party(customer: desk.customer, contact: desk.contact)
    let document = try await desk.assign(desk.mailed(), customer: .set(desk.other))
    let brought = try await desk.assign(document, contact: .set(desk.contact))
    #expect(brought.party == both)
    let without = try await desk.assign(brought, contact: .set(nil))
    #expect(without.party == Party(customer: desk.customer))
    let named = try await desk.assign(
      without, customer: .set(desk.customer), contact: .set(desk.contact))
    #expect(named.party == both)
    await #expect(throws: StoreError.self) {
      _ = try await desk.assign(named, customer: .set(desk.other), contact: .set(desk.contact))
    }
    try desk.fixture.tamper("UPDATE contact SET removed = 1")
    #expect(try await desk.assign(named, contact: .set(desk.contact)).party == both)
    #expect(try await desk.assign(named, contact: .set(nil)).party.contact == nil)
    await #expect(throws: StoreError.self) {
      _ = try await desk.assign(named, contact: .set(desk.contact))
    }
  }

  @Test func `an archived document that is assigned is filed again`() async throws {
    let desk = try await Desk()
    let document = try await desk.assign(desk.mailed(), customer: .set(desk.customer))
    let archived = try await desk.scope.acting(as: .operator, at: now).archive(document.id)
    #expect(archived.party == document.party)
    #expect(try await desk.log(.documentArchived).map(\.party) == [document.party])
    #expect(try await desk.assign(archived) == document)
    let bare = try await desk.mailed()
    #expect(try await desk.assign(bare).state == .filed)
    let text = try await desk.log(.documentAssigned).first?.text
    #expect(text == "lasku1.pdf käsiteltiin ilman asiakasta")
  }

  @Test func `an edit of title, date and group is logged, once`() async throws {
    let desk = try await Desk()
    _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: "Myynti/Tarjoukset")
    let document = try await desk.assign(desk.add(), customer: .set(desk.customer))
    var change = DocumentChange()
    change.title = .set("Joulukuun lasku")
    change.date = .set(day("2026-12-01"))
    change.group = .set("myynti/tarjoukset")
    let edited = try await desk.scope.acting(as: .operator, at: now).editDocument(
      document.id, change)
    #expect(edited.title == "Joulukuun lasku" && edited.date == day("2026-12-01"))
    #expect(
      try await desk.scope.acting(as: .operator, at: now).editDocument(document.id, change)
        == edited)
    var clearing = DocumentChange()
    clearing.title = .set(nil)
    clearing.date = .set(nil)
    clearing.group = .set(nil)
    #expect(
      try await desk.scope.acting(as: .operator, at: now).editDocument(document.id, clearing)
        == document)
    let entries = try await desk.log(.documentEdited)
    #expect(entries.count == 2)
    #expect(
      entries[1].text
        == "Muutettiin dokumenttia Lasku.pdf (otsikko: – → Joulukuun lasku, "
        + "päivä: – → 1.12.2026, ryhmä: – → Myynti/Tarjoukset)")
    #expect(entries[1].party == document.party && entries[1].document == document.id)
  }

  @Test func `documents are found by words in title, file name, sender and subject`() async throws {
    let desk = try await Desk()
    let mailed = try await desk.mailed()
    let added = try await desk.add("Sähkö_100%.pdf", now: now + 60) {
      $0.customer = .id(desk.customer)
      $0.title = "Äänekosken sähkö"
    }
    func found(_ query: DocumentQuery) async throws -> [DocumentID] {
      try await desk.scope.documents(query).map(\.id)
    }
    for text in ["lasku1", "MATTI@", "example.fi lasku", "pdf Lasku"] {
      #expect(try await found(DocumentQuery(text: text)) == [mailed.id], "\(text)")
    }
    for text in ["äänekos", "100%", "SÄHKÖ_ äänekosken pdf", "_1"] {
      #expect(try await found(DocumentQuery(text: text)) == [added.id], "\(text)")
    }
    #expect(try await found(DocumentQuery(text: "aanekoski")) == [])
    #expect(try await found(DocumentQuery(text: "pdf")) == [added.id, mailed.id])
    let one = ListPage<DocumentID>(limit: 1)
    #expect(
      try await desk.scope.documents(DocumentQuery(text: "pdf"), page: one).map(\.id) == [added.id])
    #expect(try await desk.scope.documents(page: one).map(\.id) == [added.id])
    #expect(try await found(DocumentQuery(customer: desk.customer)) == [added.id])
    #expect(try await found(DocumentQuery(state: .inbox)) == [mailed.id])
    #expect(try await found(DocumentQuery(state: .inbox, customer: desk.customer)) == [])
    #expect(try await found(DocumentQuery(contact: desk.contact)) == [])
  }

  @Test func `nothing of another company exists for a document`() async throws {
    let desk = try await Desk()
    let beta = try await desk.fixture.company("beta")
    let document = try await desk.add()
    _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: "Myynti")
    let blob = try desk.fixture.blob("b")
    for change: @Sendable (inout NewDocument) -> Void in [
      { $0.customer = .id(desk.customer) }, { $0.contact = .id(desk.contact) },
      { $0.group = "Myynti" },
    ] {
      var new = NewDocument(fileName: "b.pdf", mediaType: "application/pdf")
      change(&new)
      let asked = new
      for attempt: @Sendable (NewDocument) async throws -> Void in [
        { try await beta.acting(as: .operator, at: now).checkDocument($0) },
        { _ = try await beta.acting(as: .operator, at: now).addDocument($0, blob: blob) },
      ] {
        let error = await #expect(throws: StoreError.self) { try await attempt(asked) }
        #expect(error?.kind == .notFound)
      }
    }
    for attempt: @Sendable () async throws -> Void in [
      { _ = try await beta.acting(as: .operator, at: now).assign(document.id, PartyChange()) },
      {
        _ = try await beta.acting(as: .operator, at: now).editDocument(
          document.id, DocumentChange())
      },
      { _ = try await beta.acting(as: .operator, at: now).archive(document.id) },
      { _ = try await beta.documents(DocumentQuery(customer: desk.customer)) },
      { _ = try await beta.documents(DocumentQuery(contact: desk.contact)) },
    ] {
      let error = await #expect(throws: StoreError.self) { try await attempt() }
      #expect(error?.kind == .notFound)
    }
    #expect(try desk.fixture.rows(of: "blob").count == 1)
    // The same bytes at another company are no duplicate.
    let own = try await beta.acting(as: .operator, at: now).addDocument(
      NewDocument(fileName: "a.pdf", mediaType: "application/pdf"), blob: try desk.fixture.blob("a")
    )
    #expect(own.duplicateOf == nil)
    await #expect(throws: StoreError.self) {
      var change = PartyChange()
      change.customer = .set(.id(desk.customer))
      _ = try await beta.acting(as: .operator, at: now).assign(own.id, change)
    }
    #expect(try await beta.document(own.id) == own)
  }

  @Test func `a log that can't be written leaves documents as they are`() async throws {
    let desk = try await Desk()
    let document = try await desk.add()
    let before = try desk.fixture.rows(of: "document") + desk.fixture.rows(of: "blob")
    try desk.fixture.breakLog()
    for attempt: @Sendable () async throws -> Document in [
      { try await desk.add(holding: "b") },
      { try await desk.assign(document, customer: .set(desk.customer)) },
      {
        var change = DocumentChange()
        change.title = .set("X")
        return try await desk.scope.acting(as: .operator, at: now).editDocument(document.id, change)
      },
      { try await desk.scope.acting(as: .operator, at: now).archive(document.id) },
    ] {
      await #expect(throws: StoreError.self) { _ = try await attempt() }
    }
    #expect(try desk.fixture.rows(of: "document") + desk.fixture.rows(of: "blob") == before)
  }

  @Test func `bytes that went before their document was stored are noticed`() async throws {
    let desk = try await Desk()
    let blob = try desk.fixture.blob("a")
    try FileManager.default.removeItem(atPath: desk.fixture.store.blobs.path(of: blob))
    let error = await #expect(throws: StoreError.self) {
      _ = try await desk.scope.acting(as: .operator, at: now).addDocument(
        NewDocument(fileName: "a.pdf", mediaType: "application/pdf"), blob: blob)
    }
    #expect(error?.kind == .io)
    #expect(try await desk.scope.documents().isEmpty)
  }
}
