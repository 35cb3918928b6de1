import Foundation
import Records
import Testing

@testable import Store

/// The log takes no nonsense, and a correction names its entry.
@Suite struct NonsenseTests {
  private func invoice(_ change: (inout RecordedEvent) throws -> Void) throws -> RecordedEvent {
    var event = RecordedEvent(kind: .invoice)
    event.money = try Money(amount: "10.00")
    try change(&event)
    return event
  }

  private static func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test(arguments: [
    ("1989-12-31T21:59:59Z", false), ("1989-12-31T22:00:00Z", true),
    ("2036-12-31T21:59:59Z", true), ("2036-12-31T22:00:00Z", false),
    ("0206-03-02T10:00:00Z", false), ("9999-01-01T10:00:00Z", false),
  ])
  func `an event is of the years from 1990 to ten ahead, at the company`(
    moment: String, isTaken: Bool
  ) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let event = try invoice { $0.at = try Self.moment(moment) }
    let refusal = Refusal(.at, .time(.outOfYears(1990...2036)))
    guard case .imported = try await scope.log.importEvents([event]) else {
      #expect(!isTaken)
      let error = await #expect(throws: StoreError.self) {
        try await scope.log.record(event, now: now)
      }
      #expect(error?.refusal == refusal)
      return
    }
    #expect(isTaken)
    #expect(try await scope.log.record(event, now: now).entry.at == event.at)
  }

  @Test(arguments: [LogKind.invoice, .payment])
  func `an invoice or a payment has an amount`(kind: LogKind) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    var event = RecordedEvent(kind: kind)
    event.text = "Ilman summaa"
    let error = await #expect(throws: StoreError.self) {
      try await scope.log.record(event, now: now)
    }
    #expect(error?.refusal == Refusal(.amount, .request(.withoutAmount)))
  }

  @Test func `both entries tell of a correction`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let wrong = try await scope.log.record(try invoice { _ in }, now: now).entry
    for amount in ["-10.00", "11.00"] {
      let right = try await scope.log.record(
        try invoice { ($0.money, $0.corrects) = (try Money(amount: amount), wrong.number) },
        now: now
      ).entry
      #expect(right.corrects == wrong.number && right.correctedBy == [])
    }
    let corrected = try await scope.log.entry(wrong.number)
    #expect(corrected.correctedBy.map(\.rawValue) == [2, 3] && corrected.corrects == nil)
    #expect(try await scope.log.search(LogQuery()).entries.last == corrected)
    #expect(try await scope.log.verify().isIntact)
  }

  @Test func `a correction is of an entry of the company's own`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let beta = try await fixture.company("beta")
    try await fixture.store.note("x", scope.id)
    let event = try invoice { $0.corrects = LogNumber(rawValue: 1) }
    let error = await #expect(throws: StoreError.self) {
      try await beta.log.record(event, now: now)
    }
    #expect(error?.kind == .notFound && error?.refusal?.field == .corrects)
    guard case .refused(let faults) = try await beta.log.importEvents([event]) else {
      throw StoreError.refused("the import", "it was not refused")
    }
    #expect(faults.first.first?.refusal.field == .corrects)
  }

  @Test func `what a correction corrects is covered by the chain`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for number in 1...2 { try await fixture.store.note("\(number)", scope.id) }
    let event = try invoice { $0.corrects = LogNumber(rawValue: 1) }
    _ = try await scope.log.record(event, now: now)
    try fixture.dropLogTriggers()
    for (change, back) in [
      ("corrects = 2", "corrects = 1"), ("corrects = NULL", "corrects = 1"),
      ("recordedAt = recordedAt + 1", "recordedAt = recordedAt - 1"),
    ] {
      try fixture.tamper("UPDATE logEntry SET \(change) WHERE number = 3")
      #expect(try await scope.log.verify().fault?.entry?.rawValue == 3, "\(change)")
      try fixture.tamper("UPDATE logEntry SET \(back) WHERE number = 3")
    }
    #expect(try await scope.log.verify().isIntact)
  }

  @Test func `parties are named by another system's names too`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let acting = scope.acting(as: .operator, at: now)
    let customer = try await acting.addCustomer(NewCustomer(name: "Virtanen", externalID: "K-1"))
    let other = try await acting.addCustomer(NewCustomer(name: "Niemi", externalID: "K-2"))
    let contact = try await acting.addContact(
      NewContact(name: "Maija", externalID: "Y-1"), to: customer.id)
    let party = Party(customer: customer.id, contact: contact.id)
    var event = try invoice { ($0.customerExternalID, $0.externalID) = (" K-1", "S-1") }
    let first = try await scope.log.record(event, now: now)
    #expect(first.entry.party == Party(customer: customer.id))
    #expect(try await !scope.log.record(event, now: now).isNew)
    event.customerExternalID = "K-2"
    await #expect(throws: StoreError.self) { try await scope.log.record(event, now: now) }
    event = try invoice { $0.contactExternalID = "Y-1" }
    #expect(try await scope.log.record(event, now: now).entry.party == party)
    event.customer = .id(customer.id)
    #expect(try await scope.log.record(event, now: now).entry.party == party)
    for unknown in [
      try invoice { $0.customerExternalID = "X" }, try invoice { $0.contactExternalID = "X" },
    ] {
      let error = await #expect(throws: StoreError.self) {
        try await scope.log.record(unknown, now: now)
      }
      #expect(error?.refusal?.code == .notFound)
    }
    event = try invoice { ($0.customer, $0.customerExternalID) = (.id(other.id), "K-1") }
    let error = await #expect(throws: StoreError.self) {
      try await scope.log.record(event, now: now)
    }
    #expect(error?.refusal?.code == .ambiguous)
  }

  @Test func `each of several events has its own outcome, and the refused leave nothing`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let events = [
      try invoice { $0.externalID = "S-1" }, try invoice { $0.money = nil },
      try invoice { $0.externalID = "S-1" },
      try invoice { $0.customer = .id(CustomerID(rawValue: 9)) },
      try invoice { $0.text = "Viimeinen" },
    ]
    let outcomes = try await scope.log.recordEach(events, now: now)
    let told = outcomes.map { outcome -> String in
      switch outcome {
      case .success(let outcome): "\(outcome.entry.number.rawValue) \(outcome.isNew)"
      case .failure(let refusal): "\(refusal.code)"
      }
    }
    #expect(told == ["1 true", "refused", "1 false", "notFound", "2 true"])
    #expect(try await scope.log.verify() == LogVerification(entries: 2, fault: nil))
    #expect(try await scope.log.search(LogQuery(text: "viimei")).entries.count == 1)
  }
}
