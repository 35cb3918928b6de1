import Foundation
import Records
import Testing

@testable import Store

/// Documents that are to be kept until a day, and their removal.
@Suite struct RetentionTests {
  private struct Desk {
    let fixture: StoreFixture
    let scope: CompanyScope
    let company: ActingCompany

    init() async throws {
      fixture = try await StoreFixture()
      scope = try await fixture.company()
      company = scope.acting(as: .operator, at: now)
      let books = try await company.addGroup(path: "Kirjanpito")
      _ = try await company.keepDocuments(of: books.id, years: .set(10))
      let vouchers = try await company.addGroup(path: "Kirjanpito/Tositteet")
      _ = try await company.keepDocuments(of: vouchers.id, years: .set(6))
      _ = try await company.addGroup(path: "Kirjanpito/Kirjat")
      _ = try await company.addGroup(path: "Muut")
    }

    func add(
      _ content: String = "a", group: String? = nil, date: CivilDate? = nil
    ) async throws -> Document {
      try await company.addDocument(
        NewDocument(fileName: "a.pdf", mediaType: "x/y", date: date, group: group),
        blob: try fixture.blob(content))
    }

    func edit(_ document: Document, _ setUp: (inout DocumentChange) -> Void) async throws
      -> Document
    {
      var change = DocumentChange()
      setUp(&change)
      return try await company.editDocument(document.id, change)
    }
  }

  @Test func `a group says until when its documents are kept`() async throws {
    let desk = try await Desk()
    let voucher = try await desk.add(group: "Kirjanpito/Tositteet", date: day("2025-06-30"))
    #expect(voucher.keepUntil == day("2031-12-31"))
    // Without a date the year of receipt counts, and without years the group above.
    #expect(try await desk.add(group: "Kirjat").keepUntil == day("2036-12-31"))
    #expect(try await desk.add(group: "Muut").keepUntil == nil)
    #expect(try await desk.add().keepUntil == nil)

    // A later date keeps it longer, an earlier one or another group no shorter.
    let later = try await desk.edit(voucher) { $0.date = .set(day("2026-01-02")) }
    #expect(later.keepUntil == day("2032-12-31"))
    let earlier = try await desk.edit(later) { $0.date = .set(day("2020-01-02")) }
    #expect(earlier.keepUntil == day("2032-12-31"))
    #expect(try await desk.edit(earlier) { $0.group = .set("Muut") }.keepUntil == later.keepUntil)
    // Somebody's own day wins.
    let own = try await desk.edit(later) {
      ($0.keepUntil, $0.group) = (.set(day("2027-01-01")), .set("Kirjat"))
    }
    #expect(own.keepUntil == day("2027-01-01"))
    #expect(try await desk.edit(own) { $0.keepUntil = .set(nil) }.keepUntil == nil)
    let text = try await desk.scope.log.search(LogQuery(kinds: [.documentEdited], limit: 1))
      .entries.first?.text
    #expect(text == "Muutettiin dokumenttia a.pdf (säilytetään asti: 1.1.2027 → –)")
  }

  @Test func `a document is removed after its day, or with a reason`() async throws {
    let desk = try await Desk()
    var document = try await desk.add()
    document = try await desk.edit(document) { $0.keepUntil = .set(today) }
    let error = await #expect(throws: StoreError.self) {
      try await desk.company.removeDocument(document.id)
    }
    #expect(error?.refusal?.fault == .state(.isKept(until: today)))
    let tomorrow = desk.scope.acting(as: .operator, at: now + 86_400)
    #expect(try await tomorrow.removeDocument(document.id) == document)
    #expect(try await desk.scope.document(document.id) == nil)

    let other = try await desk.edit(desk.add("b")) { $0.keepUntil = .set(day("2030-01-01")) }
    #expect(other.id.rawValue > document.id.rawValue)
    _ = try await desk.company.removeDocument(other.id, early: "Väärä tiedosto")
    let log = try await desk.scope.log.search(LogQuery(kinds: [.documentRemoved])).entries
    #expect(
      log.first { $0.document == other.id }?.text
        == "Poistettiin pysyvästi a.pdf (säilytettävä 1.1.2030 asti): Väärä tiedosto")
    #expect(try await desk.scope.documents().isEmpty)
    // No id is given twice.
    #expect(try await desk.add("c").id.rawValue > other.id.rawValue)
    #expect(try await desk.scope.log.verify().isIntact)
  }

  @Test func `the first of the documents with the same bytes goes, and the next is the first`()
    async throws
  {
    let desk = try await Desk()
    var documents: [Document] = []
    for _ in 0..<3 { documents.append(try await desk.add("a")) }
    _ = try await desk.company.removeDocument(documents[0].id)
    let left = try await desk.scope.documents().sorted { $0.id.rawValue < $1.id.rawValue }
    #expect(left.map(\.duplicateOf) == [nil, documents[1].id])
    for document in left { _ = try await desk.company.removeDocument(document.id) }
    #expect(try await desk.scope.documents().isEmpty)
  }

  @Test func `what a mail brought can be removed, and the mail's parts stay`() async throws {
    let desk = try await Desk()
    try await desk.fixture.file([
      try desk.fixture.mail(uid: 1, to: [.filed(desk.scope)], holding: ["a", "b"])
    ])
    let document = try #require(try await desk.scope.documents().first)
    _ = try await desk.company.removeDocument(document.id)
    let mail = try #require(try await desk.scope.mails().first)
    #expect(mail.documents.count == 1)
    let parts = try await desk.fixture.store.parts(of: mail.id)
    #expect(parts.count { $0.document == nil } == 1 && parts.count == 2)
  }

  @Test func `documents are found by the day until which they are kept, soonest first`()
    async throws
  {
    let desk = try await Desk()
    for year in [2030, 2027, 2028] {
      let document = try await desk.add("\(year)")
      _ = try await desk.edit(document) {
        $0.keepUntil = .set(CivilDate(year: year, month: 12, day: 31))
      }
    }
    var query = DocumentQuery()
    query.keptUntilBefore = day("2028-12-31")
    #expect(try await desk.scope.documents(query).map(\.keepUntil?.year) == [2027])
    query.keptUntilBefore = day("2029-01-01")
    let page = try await desk.scope.documents(query, page: ListPage(limit: 1))
    #expect(page.map(\.keepUntil?.year) == [2027])
    let rest = try await desk.scope.documents(query, page: ListPage(after: page[0].id))
    #expect(rest.map(\.keepUntil?.year) == [2028])
  }

  @Test func `a group that nothing hangs on is removed, another is refused`() async throws {
    let desk = try await Desk()
    let groups = try await desk.scope.groups()
    let books = try #require(groups.first { $0.path == "Kirjanpito" })
    let error = await #expect(throws: StoreError.self) {
      try await desk.company.removeGroup(books.id)
    }
    #expect(
      error?.refusal?.fault == .state(.groupInUse(groups: 2, documents: 0, tasks: 0)))
    let other = try #require(groups.first { $0.path == "Muut" })
    let document = try await desk.add(group: "Muut")
    await #expect(throws: StoreError.self) { try await desk.company.removeGroup(other.id) }
    _ = try await desk.edit(document) { $0.group = .set(nil) }
    #expect(try await desk.company.removeGroup(other.id) == other)
    #expect(try await desk.scope.groups().count == 3)
  }

  @Test func `a group is known by id, path, or a last name that no other has`() async throws {
    let desk = try await Desk()
    let books = try #require(try await desk.scope.groups().first { $0.path == "Kirjanpito/Kirjat" })
    for name in ["\(books.id.rawValue)", "kirjanpito/KIRJAT", "Kirjat"] {
      #expect(try await desk.add(group: name).group == books.id)
    }
    _ = try await desk.company.addGroup(path: "Muut/Kirjat")
    let error = await #expect(throws: StoreError.self) { try await desk.add(group: "Kirjat") }
    #expect(error?.refusal?.code == .ambiguous)
    #expect(
      error?.refusal?.fault == .taken(.byGroups(["Kirjanpito/Kirjat", "Muut/Kirjat"])))
  }

  @Test func `an erasure leaves a document that is to be kept, and tells of it`() async throws {
    let desk = try await ErasureDesk()
    let company = desk.scope.acting(as: .operator, at: now)
    let document = try #require(
      try await desk.scope.documents(DocumentQuery(text: "kvastela sopimus")).first)
    var change = DocumentChange()
    change.keepUntil = .set(today)
    _ = try await company.editDocument(document.id, change)
    let report = try await company.eraseContact(desk.contact, ErasureRequest()) { _ in }
    #expect(report.remains.kept == [document.id])
    #expect(try await desk.scope.document(document.id)?.fileName == document.fileName)

    // Asked for again after the day, it takes the name out.
    let later = desk.scope.acting(as: .operator, at: now + 86_400)
    let again = try await later.eraseContact(
      desk.contact, ErasureRequest(also: ["Maija Kvastela"])
    ) { _ in }
    #expect(again.remains.kept.isEmpty)
    #expect(try await desk.scope.document(document.id)?.fileName.contains("kvastela") == false)
  }

  @Test func `of many documents all are archived, or none`() async throws {
    let desk = try await Desk()
    let documents = [try await desk.add("a"), try await desk.add("b")].map(\.id)
    await #expect(throws: StoreError.self) {
      try await desk.company.archive(documents + [DocumentID(rawValue: 99)])
    }
    #expect(try await desk.scope.documents(DocumentQuery(state: .archived)).isEmpty)
    #expect(try await desk.company.archive(documents).map(\.state) == [.archived, .archived])
    _ = try await desk.add("c")
    #expect(try await desk.company.archive(matching: DocumentQuery(state: .inbox)).count == 1)
    #expect(try await desk.scope.documents(DocumentQuery(state: .inbox)).isEmpty)
  }
}
