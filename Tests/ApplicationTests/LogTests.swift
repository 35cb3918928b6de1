import Application
import Foundation
import Records
import Store
import Testing

@Suite struct LogTests {
  @Test func `what is recorded is found by its day, its customer and its words`() async throws {
    let office = try await Office()
    let recording = LogRecording(at: office.scope)
    var event = RecordedEvent(kind: .note)
    event.customer = .id(office.customer.id)
    event.text = "Soitti tarjouksesta"
    let first = try await recording.record(event, at: "2025-11-24T08:00", now: Office.now)
    let entry = first.entry
    #expect(first.recorded)
    #expect(entry.at == Date(timeIntervalSince1970: 1_763_964_000))
    #expect(entry.localTime == "2025-11-24 08:00:00" && entry.customer == office.customer.id)
    event.text = "Soitti taas"
    _ = try await recording.record(event, at: nil, now: Office.now)

    var request = LogSearching.Request(limit: 1)
    request.kinds = [.note]
    request.customer = .id(office.customer.id)
    let newest = try await LogSearching(at: office.scope).page(request)
    #expect(newest.entries.map(\.text) == ["Soitti taas"])
    request.after = newest.next
    let second = try await LogSearching(at: office.scope).page(request)
    #expect(second.entries.map(\.text) == ["Soitti tarjouksesta"])

    var ofThatDay = LogSearching.Request(limit: 50)
    (ofThatDay.from, ofThatDay.to) = (CivilDate("2025-11-24"), CivilDate("2025-11-24"))
    ofThatDay.text = "TARJOUKSESTA"
    #expect(
      try await LogSearching(at: office.scope).page(ofThatDay).entries.map(\.id) == [entry.id])
  }

  @Test func `whom the company doesn't know is said, not taken for nobody's entries`() async throws
  {
    let office = try await Office()
    var byStranger = LogSearching.Request(limit: 50)
    byStranger.person = "kuka@acme.example"
    await #expect(throws: Refusal.self) {
      try await LogSearching(at: office.scope).page(byStranger)
    }
    var ofNobody = LogSearching.Request(limit: 50)
    ofNobody.customer = .id(CustomerID(rawValue: 99))
    await #expect(throws: StoreError.self) {
      try await LogSearching(at: office.scope).page(ofNobody)
    }
  }
}
