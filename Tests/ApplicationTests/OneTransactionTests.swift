import Foundation
import Records
import Store
import Testing

@testable import Application

/// A change is one transaction, and its row needs no second one.
@Suite struct OneTransactionTests {
  /// A change that people ask for, and the row that they are shown.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let row: @Sendable (CountedOffice) async throws -> any Encodable & Sendable

    init(
      _ name: String,
      _ row:
        @escaping @Sendable (CountedOffice) async throws -> any Encodable
        & Sendable
    ) {
      testDescription = name
      self.row = row
    }
  }

  private static let parties: [Change] = [
    Change("customer add") { AddedRow(try await $0.company.add(NewCustomer(name: "Uusi"))) },
    Change("customer edit") {
      var change = CustomerChange()
      change[.phone] = .set("040 123 4567")
      return CustomerRow(try await $0.company.editCustomer($0.office.customer.id, change))
    },
    Change("customer archive") {
      CustomerRow(try await $0.company.archiveCustomer($0.office.customer.id))
    },
    Change("contact add") {
      AddedRow(
        try await $0.company.add(NewContact(name: "Uusi"), to: $0.office.customer.id))
    },
    Change("contact edit") {
      var change = ContactChange()
      change[.role] = .set("ostaja")
      return ContactRow(try await $0.company.editContact($0.contact.id, change))
    },
    Change("customer restore") {
      CustomerRow(try await $0.company.restoreCustomer($0.office.customer.id))
    },
    Change("customer merge") {
      let other = try await $0.office.acting.addCustomer(NewCustomer(name: "Toinen"))
      return CustomerRow(
        try await $0.company.mergeCustomer($0.office.customer.id, into: other.id))
    },
    Change("contact restore") { ContactRow(try await $0.company.restoreContact($0.contact.id)) },
    Change("contact merge") {
      let other = try await $0.office.acting.addContact(
        NewContact(name: "Toinen"), to: $0.office.customer.id)
      return ContactRow(try await $0.company.mergeContact($0.contact.id, into: other.id))
    },
    Change("contact remove") { ContactRow(try await $0.company.removeContact($0.contact.id)) },
    Change("person add") {
      PersonRow(try await $0.company.addPerson(.init(name: "Uusi", email: "uusi@acme.example")))
    },
    Change("person edit") {
      var change = PersonChange()
      change.name = .set("Matti M.")
      return PersonRow(try await $0.company.editPerson($0.person.id, change))
    },
    Change("person remove") { RemovedPersonRow(try await $0.company.removePerson($0.person.id)) },
  ]

  private static let work: [Change] = [
    Change("group add") { GroupRow(try await $0.company.addGroup(path: "Osto/Laskut")) },
    Change("group rename") { GroupRow(try await $0.company.renameGroup($0.group.id, to: "Uusi")) },
    Change("group edit") {
      GroupRow(try await $0.company.keepDocuments(of: $0.group.id, years: .set(6)))
    },
    Change("group move") { GroupRow(try await $0.company.moveGroup($0.group.id, below: nil)) },
    Change("document assign") {
      var party = PartyChange()
      party.customer = .set(.id($0.office.customer.id))
      return DocumentRow(try await $0.company.assign($0.document.id, party))
    },
    Change("document edit") {
      var change = DocumentChange()
      change.title = .set("Sopimus")
      return DocumentRow(try await $0.company.editDocument($0.document.id, change))
    },
    Change("document archive") { DocumentRow(try await $0.company.archive($0.document.id)) },
    Change("document return") {
      DocumentRow(try await $0.company.returnDocument($0.document.id))
    },
    Change("document restore") {
      DocumentRow(try await $0.company.restoreDocument($0.document.id))
    },
    Change("document remove") {
      DocumentRow(try await $0.company.removeDocument($0.document.id))
    },
    Change("task add") { TaskRow(try await $0.company.addTask(CountedOffice.newTask)) },
    Change("task edit") {
      var change = TaskChange()
      change.description = .set("Soita huomenna")
      return TaskRow(try await $0.company.editTask($0.task.id, change))
    },
    Change("task done") { TaskRow(try await $0.company.finishTask($0.task.id)) },
    Change("task reopen") { TaskRow(try await $0.company.reopenTask($0.task.id)) },
    Change("task cancel") { TaskRow(try await $0.company.cancelTask($0.task.id)) },
  ]

  private static let companies: [Change] = [
    Change("company add") {
      CompanyRow(
        try await $0.store.addCompany(.init(name: "Toinen Oy", slug: "toinen")),
        template: $0.office.template)
    },
    Change("company edit") {
      var change = CompanyChange()
      change.name = .set("Acme Oyj")
      return CompanyRow(
        try await $0.scope.acting(as: .operator, at: Office.now).editCompany(change),
        template: $0.office.template)
    },
    Change("company deactivate") {
      try await CompanySwitch($0.company, in: $0.store, template: $0.office.template).turnOff()
    },
    Change("company address --rotate") {
      try await CompanyAddress(of: $0.scope, by: $0.office.template)
        .rotate(grace: 14, by: .operator, now: Office.now)
    },
  ]

  @Test(arguments: parties + work + companies)
  func `a change gives its whole row out of its own transaction`(change: Change) async throws {
    let office = try await CountedOffice()
    _ = office.engine.take()
    _ = try RowValue(await change.row(office)).json()
    #expect(office.engine.take() == 1)
  }

  @Test func `a row names the company and the group`() async throws {
    let office = try await CountedOffice()
    var party = PartyChange()
    party.customer = .set(.id(office.office.customer.id))
    let assigned = DocumentRow(try await office.company.assign(office.document.id, party))
    #expect(assigned.company == "acme" && assigned.group == "Myynti/Tarjoukset")
    #expect(assigned.customer == office.office.customer.id)
    let task = TaskRow(office.task)
    #expect(task.company == "acme" && task.group == "Myynti")
    #expect(task.person == "matti@acme.example" && task.state == .open)
  }
}
