import Foundation
import Records
import Testing

@testable import Store

/// Random filters, which have to find the same in both.
extension ModelDesk {
  mutating func compareSomeLists() async throws {
    try await compareCustomers()
    try await compareContacts()
    try await comparePersons()
    try await compareGroups()
    try await compareDocuments()
    try await compareTasks()
    try await compareReminders()
  }

  private mutating func text() -> String? {
    random.once(in: 2)
      ? nil : random.pick(["virta", "ÄI", "i", "40 ä", "%", "pdf lasku", "a@b", "oy maija", " "])
  }

  private mutating func compareCustomers() async throws {
    let text = text()
    try await same("customers \(text as Any)", \.id) {
      try await $0.customers(text: text, page: $1)
    } _: {
      $0.customerRows(text: text)
    }
  }

  private mutating func compareContacts() async throws {
    let customer = random.once(in: 2) ? nil : id(of: model.customers.keys)
    let role = random.once(in: 2) ? nil : random.pick(["OSTAJA", " ääni", "", "osta"])
    let text = text()
    try await same("contacts \(customer as Any) \(role as Any) \(text as Any)", \.id) {
      try await $0.contacts(
        customer: customer.map(Reference.id), role: role, text: text, page: $1)
    } _: {
      try $0.contactRows(
        customer: customer, role: role?.trimmingCharacters(in: .whitespaces), text: text)
    }
  }

  private mutating func comparePersons() async throws {
    let removed = random.once(in: 2)
    try await same("persons \(removed)", \.id) {
      try await $0.persons(includingRemoved: removed, page: $1)
    } _: {
      $0.personRows(removed: removed)
    }
  }

  private mutating func compareGroups() async throws {
    try await same("groups", \.id) {
      try await $0.groups(page: $1)
    } _: {
      $0.groupRows
    }
  }

  private mutating func compareDocuments() async throws {
    let query = DocumentQuery(
      state: random.maybe { $0.pick(DocumentState.allCases) },
      customer: random.once(in: 3) ? id(of: model.customers.keys) : nil,
      contact: random.once(in: 3) ? anyContact() : nil, text: text())
    try await same("documents \(query)", \.id) {
      try await $0.documents(query, page: $1)
    } _: {
      try $0.documentRows(query)
    }
  }

  private mutating func compareTasks() async throws {
    var query = TaskQuery()
    query.person = random.once(in: 3) ? personEmail() : nil
    query.state = random.maybe { $0.pick(TaskState.allCases) }
    query.customer = random.once(in: 4) ? .id(id(of: model.customers.keys)) : nil
    query.contact = random.once(in: 4) ? .id(anyContact()) : nil
    query.group = random.once(in: 3) ? knownPath() : nil
    query.from = random.once(in: 3) ? date() : nil
    query.to = random.once(in: 3) ? date() : nil
    query.text = text()
    let asked = query
    try await same("tasks \(query)", \.id) {
      try await $0.tasks(asked, page: $1)
    } _: {
      try $0.taskRows(asked)
    }
  }

  /// The reminders that a filter finds of those that there are, which is the plan's to know.
  private mutating func compareReminders() async throws {
    var query = ReminderQuery(state: random.maybe { $0.pick([.planned, .cancelled]) })
    query.person = random.once(in: 3) ? personEmail() : nil
    query.customer = random.once(in: 4) ? .id(id(of: model.customers.keys)) : nil
    query.contact = random.once(in: 4) ? .id(anyContact()) : nil
    query.group = random.once(in: 3) ? knownPath() : nil
    query.from = random.once(in: 3) ? date() : nil
    query.to = random.once(in: 3) ? date() : nil
    query.text = text()
    let (asked, all) = (query, try await scope.reminders())
    try await same("reminders \(query)", \.id) {
      try await $0.reminders(asked, page: $1)
    } _: {
      try $0.reminderRows(asked, among: all)
    }
  }

  /// A page of random length, behind a random row, another company's or nobody's, or none.
  private mutating func same<Row: Equatable, ID: OwnedIdentifier>(
    _ list: String, _ id: (Row) -> ID,
    _ store: (CompanyScope, ListPage<ID>) async throws -> [Row],
    _ model: (RecordsModel) throws -> [Row]
  ) async throws {
    let all = try? model(self.model)
    let limit = random.maybe { $0.pick([1, 3]) }
    let after = random.once(in: 2) ? self.id(of: (all ?? []).map(id)) : nil
    let last = all?.firstIndex { id($0) == after }
    let rest = after == nil ? all.map { $0[...] } : last.flatMap { all?[($0 + 1)...] }
    let expected = rest.map { Array($0.prefix(limit ?? .max)) }
    do {
      let found = try await store(scope, ListPage(limit: limit, after: after))
      try #require(found == expected, "\(place): \(list) \(limit as Any) \(after as Any)")
    } catch let error as StoreError {
      try #require(expected == nil, "\(place): \(list): \(error)")
    }
  }
}
