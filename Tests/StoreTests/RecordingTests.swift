import Foundation
import Records
import Testing

@testable import Store

@Suite struct RecordingTests {
  private func payment(_ change: (inout RecordedEvent) throws -> Void = { _ in }) throws
    -> RecordedEvent
  {
    var event = RecordedEvent(kind: .payment)
    event.money = try Money(amount: "124.00")
    event.externalID = "S-1"
    try change(&event)
    return event
  }

  @Test func `an event without a text gets a sentence in the company's language`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company("acme", language: .swedish)
    let event = try payment { $0.reference = "1 232" }
    let entry = try await scope.log.record(event, now: now).entry
    #expect(entry.text == "Betalning 124,00 EUR, referens 1232")
    #expect(entry.money == (try Money(amount: "124.00")) && entry.reference == "1232")
    #expect(try await scope.log.verify() == LogVerification(entries: 1, fault: nil))
  }

  @Test func `the same event again changes nothing, another one is refused`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let first = try await scope.log.record(try payment(), now: now)
    let again = try await scope.log.record(
      try payment { $0.money = try Money(amount: "124") }, now: now.addingTimeInterval(60))
    #expect(first.isNew && !again.isNew && again.entry == first.entry)
    for other in [
      try payment { $0.money = try Money(amount: "124.01") }, try payment { $0.at = now },
      try payment { $0.text = "x" }, try payment { $0.reference = "1232" },
      try payment { $0.money = try Money(amount: "124.00", currency: "SEK") },
    ] {
      let error = await #expect(throws: StoreError.self) {
        try await scope.log.record(other, now: now)
      }
      #expect(error?.description.contains("S-1") == true)
    }
    #expect(try await scope.log.verify().entries == 1)
    // Another kind and another company have ids of their own.
    var invoice = try payment()
    invoice.kind = .invoice
    #expect(try await scope.log.record(invoice, now: now).isNew)
    #expect(try await fixture.company("beta").log.record(try payment(), now: now).isNew)
  }

  @Test(arguments: LogKind.allCases.filter { !RecordedEvent.kinds.contains($0) })
  func `what happens here is not recorded from outside`(kind: LogKind) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    var event = RecordedEvent(kind: kind)
    event.text = "x"
    await #expect(throws: StoreError.self) { try await scope.log.record(event, now: now) }
  }

  @Test func `a contact brings its customer, and shows in the customer's log`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    try fixture.tamper("INSERT INTO customer (company, name) VALUES (1, 'Virtanen'), (1, 'Niemi')")
    try fixture.tamper("INSERT INTO contact (company, customer, name) VALUES (1, 1, 'Maija')")
    let (virtanen, niemi) = (CustomerID(rawValue: 1), CustomerID(rawValue: 2))
    let maija = ContactID(rawValue: 1)
    let entry = try await scope.log.record(try payment { $0.contact = .id(maija) }, now: now).entry
    #expect(entry.party == Party(customer: virtanen, contact: maija))
    #expect(try await scope.log.search(LogQuery(customer: virtanen)).entries == [entry])
    #expect(try await scope.log.search(LogQuery(contact: maija)).entries == [entry])
    #expect(try await scope.log.search(LogQuery(customer: niemi)).entries.isEmpty)
    let mixed = try payment {
      ($0.contact, $0.customer, $0.externalID) = (.id(maija), .id(niemi), "S-2")
    }
    await #expect(throws: StoreError.self) { try await scope.log.record(mixed, now: now) }
    let beta = try await fixture.company("beta")
    for foreign in [
      try payment { $0.contact = .id(maija) }, try payment { $0.customer = .id(virtanen) },
      try payment { $0.person = "matti@acme.example" },
    ] {
      await #expect(throws: StoreError.self) { try await beta.log.record(foreign, now: now) }
    }
    #expect(try await beta.log.verify().entries == 0)
  }

  @Test func `an import is all or nothing and names the first line that is wrong`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let good = try (1...50).map { number in try payment { $0.externalID = "S-\(number)" } }
    let bad = try payment { ($0.customer, $0.externalID) = (.id(CustomerID(rawValue: 99)), "S-51") }
    let worse = try payment {
      ($0.person, $0.reference, $0.externalID) = ("x@y.example", "1", "S-1")
    }
    guard case .refused(let faults) = try await scope.log.importEvents(good + [bad, worse]) else {
      throw StoreError.refused("the import", "it was not refused")
    }
    #expect(faults.first.map(\.line) == [51, 52, 52, 52])
    #expect(faults.first[0].refusal.description == "customer 99: there is none")
    #expect(faults.first[3].refusal.fault == .taken(.byOtherLine(1)))
    #expect(try await scope.log.verify().entries == 0)
    #expect(
      try await scope.log.importEvents(Array(good.prefix(30))) == .imported(ImportTally(added: 30)))
    #expect(
      try await scope.log.importEvents(good) == .imported(ImportTally(added: 20, unchanged: 30)))
    #expect(try await scope.log.verify() == LogVerification(entries: 50, fault: nil))
  }
}
