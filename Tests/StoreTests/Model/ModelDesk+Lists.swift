import Foundation
import Records
import Testing

@testable import Store

/// Random filters, which have to find the same in both.
extension ModelDesk {
  mutating func compareSomeLists() async throws {
    try await compareCustomers()
    try await compareContacts()
    try await compareDocuments()
    try await compareTasks()
  }

  private mutating func text() -> String? {
    random.once(in: 2)
      ? nil : random.pick(["virta", "ÄI", "i", "40 ä", "%", "pdf lasku", "a@b", "oy maija", " "])
  }

  private mutating func compareCustomers() async throws {
    let text = text()
    let found = try await scope.customers(text: text)
    try #require(found == model.customerRows(text: text), "\(place): customers \(text as Any)")
  }

  private mutating func compareContacts() async throws {
    let customer = random.once(in: 2) ? nil : id(of: model.customers.keys)
    let role = random.once(in: 2) ? nil : random.pick(["OSTAJA", " ääni", "", "osta"])
    let text = text()
    try await same("contacts \(customer as Any) \(role as Any) \(text as Any)") {
      try await $0.contacts(customer: customer, role: role, text: text)
    } _: {
      try $0.contactRows(
        customer: customer, role: role?.trimmingCharacters(in: .whitespaces), text: text)
    }
  }

  private mutating func compareDocuments() async throws {
    let query = DocumentQuery(
      state: random.maybe { $0.pick(DocumentState.allCases) },
      customer: random.once(in: 3) ? id(of: model.customers.keys) : nil,
      contact: random.once(in: 3) ? anyContact() : nil, text: text(),
      limit: random.maybe { $0.pick([1, 3]) })
    try await same("documents \(query)") {
      try await $0.documents(query)
    } _: {
      try $0.documentRows(query)
    }
  }

  private mutating func compareTasks() async throws {
    var query = TaskQuery()
    query.person = random.once(in: 3) ? personEmail() : nil
    query.state = random.maybe { $0.pick(TaskState.allCases) }
    query.customer = random.once(in: 4) ? id(of: model.customers.keys) : nil
    query.contact = random.once(in: 4) ? anyContact() : nil
    query.group = random.once(in: 3) ? knownPath() : nil
    query.from = random.once(in: 3) ? date() : nil
    query.to = random.once(in: 3) ? date() : nil
    query.text = text()
    query.limit = random.maybe { $0.pick([1, 3]) }
    let asked = query
    try await same("tasks \(query)") {
      try await $0.tasks(asked)
    } _: {
      try $0.taskRows(asked)
    }
  }

  private func same<Row: Equatable>(
    _ list: String, _ store: (CompanyScope) async throws -> [Row],
    _ model: (RecordsModel) throws -> [Row]
  ) async throws {
    let expected = try? model(self.model)
    do {
      let found = try await store(scope)
      try #require(found == expected, "\(place): \(list)")
    } catch let error as StoreError {
      try #require(expected == nil, "\(place): \(list): \(error)")
    }
  }
}
