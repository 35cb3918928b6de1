import Foundation
import GRDB
import Records
import Testing

@testable import Store

/// An erasure's work grows with what it takes, not with its square.
@Suite struct ErasureSpeedTests {
  @Test func `the entries that say what was taken stay short, however much that is`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Rauta Oy"))
    let contact = try await scope.acting(as: .operator, at: now).addContact(
      NewContact(name: "Maija Kvastela"), to: customer.id)
    let count = 6_000
    _ = try await scope.log.importEvents(
      (1...count).map { number in
        var note = RecordedEvent(kind: .note)
        (note.contact, note.text) = (.id(contact.id), "puhelu \(number)")
        return note
      })
    let report = try await scope.acting(as: .operator, at: now).eraseContact(contact.id)
    #expect(report.entries == count + 1 && report.others == 0)
    let lists = try fixture.query("SELECT length(erases) FROM logEntry WHERE erases IS NOT NULL")
    let longest = try await fixture.store.engine.read {
      try $0.value("SELECT max(length(erases)) FROM logEntry", as: Int.self) ?? 0
    }
    #expect(lists.count >= 3 && longest <= 2_000 * 6 + 1)
    #expect(try await scope.log.verify().isIntact)
  }
}
