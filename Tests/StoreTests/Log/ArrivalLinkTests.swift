import Foundation
import Records
import Testing

@testable import Store

/// The arrival of a document is found by whom it was filed to.
@Suite struct ArrivalLinkTests {
  private struct Desk {
    let fixture: StoreFixture
    let scope: CompanyScope
    let acting: ActingCompany
    let virtanen: CustomerID
    let niemi: CustomerID
    let maija: ContactID
    let document: DocumentID

    init() async throws {
      fixture = try await StoreFixture()
      scope = try await fixture.company()
      acting = scope.acting(as: .operator, at: now)
      virtanen = try await acting.addCustomer(NewCustomer(name: "Virtanen Oy")).id
      niemi = try await acting.addCustomer(NewCustomer(name: "Niemi Oy")).id
      maija = try await acting.addContact(NewContact(name: "Maija Kvastela"), to: virtanen).id
      let mail = try fixture.mail(
        uid: 1, subject: "Lasku Maija Kvastelalta", to: [.filed(scope)], holding: ["lasku"])
      try await fixture.file([mail])
      document = try #require(try await scope.documents().first).id
    }

    func assign(_ customer: CustomerID?, _ contact: ContactID?) async throws {
      var party = PartyChange()
      (party.customer, party.contact) = (
        .set(customer.map(Reference.id)), .set(contact.map(Reference.id))
      )
      _ = try await acting.assign(document, party)
    }

    /// The documents whose arrivals a search finds.
    func arrivals(_ query: LogQuery) async throws -> [DocumentID?] {
      var query = query
      query.kinds = [.documentReceived, .documentAdded]
      return try await scope.log.search(query).entries.map(\.document)
    }
  }

  @Test func `filing links the arrival, filing elsewhere moves the link`() async throws {
    let desk = try await Desk()
    let before = try await desk.arrivals(LogQuery())
    #expect(before == [desk.document])
    #expect(try await desk.arrivals(LogQuery(customer: desk.virtanen)).isEmpty)
    try await desk.assign(nil, desk.maija)
    #expect(try await desk.arrivals(LogQuery(customer: desk.virtanen)) == [desk.document])
    #expect(try await desk.arrivals(LogQuery(contact: desk.maija)) == [desk.document])
    #expect(
      try await desk.arrivals(LogQuery(customer: desk.virtanen, text: "lasku")) == [desk.document])
    try await desk.assign(desk.niemi, nil)
    #expect(try await desk.arrivals(LogQuery(customer: desk.virtanen)).isEmpty)
    #expect(try await desk.arrivals(LogQuery(contact: desk.maija)).isEmpty)
    #expect(try await desk.arrivals(LogQuery(customer: desk.niemi)) == [desk.document])
    try await desk.assign(desk.virtanen, nil)
    try await desk.assign(desk.virtanen, desk.maija)
    #expect(try await desk.arrivals(LogQuery(customer: desk.virtanen)) == [desk.document])
    #expect(try await desk.arrivals(LogQuery(contact: desk.maija)) == [desk.document])
    #expect(try await desk.arrivals(LogQuery(customer: desk.niemi)).isEmpty)
    // The entry itself is as it was.
    let entry = try #require(
      try await desk.scope.log.search(LogQuery(kinds: [.documentReceived])).entries.first)
    #expect(entry.party == Party())
    #expect(try await desk.scope.log.verify().isIntact)
  }

  @Test func `a document that was added to a customer stays found there too`() async throws {
    let desk = try await Desk()
    let added = try await desk.acting.addDocument(
      NewDocument(fileName: "a.pdf", mediaType: "application/pdf", customer: desk.virtanen),
      blob: try desk.fixture.blob("a"))
    for customer in [desk.niemi, desk.virtanen, desk.niemi] {
      var party = PartyChange()
      party.customer = .set(.id(customer))
      _ = try await desk.acting.assign(added.id, party)
      #expect(try await desk.arrivals(LogQuery(customer: desk.virtanen)) == [added.id])
    }
    #expect(try await desk.arrivals(LogQuery(customer: desk.niemi)) == [added.id])
  }

  @Test func `an erasure takes the name out of the arrival, and the link stays`() async throws {
    let desk = try await Desk()
    try await desk.assign(nil, desk.maija)
    _ = try await desk.acting.eraseContact(desk.maija, ErasureRequest()) { _ in }
    #expect(try await desk.arrivals(LogQuery(text: "kvastela")).isEmpty)
    #expect(try await desk.arrivals(LogQuery(customer: desk.virtanen)) == [desk.document])
    try await desk.assign(desk.niemi, nil)
    #expect(try await desk.arrivals(LogQuery(customer: desk.virtanen)).isEmpty)
    #expect(try await desk.arrivals(LogQuery(customer: desk.niemi)) == [desk.document])
    #expect(try await desk.scope.log.verify().isIntact)
  }

  @Test func `another company's entry of the same moment is left alone`() async throws {
    let desk = try await Desk()
    let beta = try await desk.fixture.company("beta")
    let mail = try desk.fixture.mail(
      uid: 2, to: [.filed(desk.scope), .filed(beta)], holding: ["toinen"], digest: "2")
    let filed = try await desk.fixture.file([mail])
    try await desk.assign(desk.virtanen, nil)
    #expect(filed.count == 2)
    await #expect(throws: StoreError.self) {
      try await beta.log.search(LogQuery(customer: desk.virtanen))
    }
    #expect(try await beta.log.search(LogQuery(text: "lasku")).entries.count == 1)
  }
}
