import Foundation
import Records
import TestKit
import Testing

@testable import Store

/// A company in a store and the model of it, side by side. Beside it another company has the ids 1
/// of everything.
struct ModelDesk {
  /// The verb that is tried, for the report of a difference.
  private(set) var verb = ""
  let fixture: StoreFixture
  let scope: CompanyScope
  var model: RecordsModel
  var random: SeededGenerator
  /// A second goes by with every verb.
  private(set) var moment = now
  /// The last event that was recorded.
  var repeated: RecordedEvent?
  private(set) var done = 0
  private(set) var refused = 0

  init(_ random: SeededGenerator) async throws {
    self.random = random
    fixture = try await StoreFixture()
    try await Self.fill(try await fixture.company("beta"), fixture)
    scope = try await fixture.company("acme")
    let today = try #require(CivilDate("2026-03-02"))
    model = RecordsModel(company: scope.id, today: today)
  }

  /// Ids at another company, ids at nobody, and mostly those that there are.
  mutating func id<ID: OwnedIdentifier>(of known: some Collection<ID>) -> ID {
    if known.isEmpty || random.once(in: 12) { return ID(rawValue: random.pick([1, 999])) }
    return random.pick(known.sorted { $0.rawValue < $1.rawValue })
  }

  /// Runs a verb on both, which have to say the same; what is refused changes nothing.
  mutating func compare<Value: Equatable & Sendable>(
    _ verb: String, _ store: (Date) async throws -> Value,
    _ model: (inout RecordsModel) throws -> Value
  ) async throws {
    self.verb = verb
    moment += 1
    var next = self.model
    let expected = Result { try model(&next) }
    for entry in next.log.indices.dropFirst(self.model.log.count) {
      next.log[entry].recordedAt = moment
    }
    do {
      let found = try await store(moment)
      let wanted = try? expected.get()
      try #require(found == wanted, "\(place): \(verb)")
      self.model = next
      done += 1
    } catch let error as StoreError {
      let isAllowed = if case .success = expected { true } else { false }
      try #require(!isAllowed, "\(place): \(verb) was refused: \(error)")
      // A rule of the schema that no verb knew of.
      try #require(!error.description.contains("constraint"), "\(place): \(verb): \(error)")
      try #require(error.isRefusal || error.kind == .notFound, "\(place): \(verb): \(error)")
      refused += 1
      try await compareLists()
    }
  }

  var place: String { "\(random), after \(done + refused) verbs" }

  /// All lists, without a filter.
  func compareLists() async throws {
    let persons = try await scope.persons(includingRemoved: true)
    try #require(persons == model.personRows(removed: true), "\(place): \(verb)")
    let present = try await scope.persons()
    try #require(present == model.personRows(removed: false), "\(place): \(verb)")
    let customers = try await scope.customers()
    try #require(customers == model.customerRows(text: nil), "\(place): \(verb)")
    let contacts = try await scope.contacts()
    let expected = try model.contactRows(customer: nil, role: nil, text: nil)
    try #require(contacts == expected, "\(place): \(verb)")
    let groups = try await scope.groups()
    try #require(groups == model.groupRows, "\(place): \(verb)")
    let documents = try await scope.documents()
    try #require(try documents == model.documentRows(DocumentQuery()), "\(place): \(verb)")
    let tasks = try await scope.tasks()
    try #require(try tasks == model.taskRows(TaskQuery()), "\(place): \(verb)")
  }

  private static func fill(_ beta: CompanyScope, _ fixture: StoreFixture) async throws {
    _ = try await beta.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Pekka", email: "pekka@beta.example"))
    let customer = try await beta.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Beetan"))
    let contact = try await beta.acting(as: .operator, at: now).addContact(
      NewContact(name: "B"), to: customer.id)
    _ = try await beta.acting(as: .operator, at: now).addGroup(path: "Beeta")
    let today = try #require(CivilDate("2026-03-02"))
    _ = try await beta.acting(as: .operator, at: now).addTask(
      NewTask(person: "pekka@beta.example", description: "X", date: today, contact: contact.id),
      today: today)
    _ = try await beta.acting(as: .operator, at: now).addDocument(
      NewDocument(fileName: "a.pdf", mediaType: "application/pdf"), blob: try fixture.blob("a"))
  }
}
