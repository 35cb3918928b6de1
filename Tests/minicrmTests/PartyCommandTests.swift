import Foundation
import TestKit
import Testing

/// `customer` and `contact` as a clerk keeps them: named by reference, merged, and brought back.
@Suite struct PartyCommandTests {
  private struct Customer: Decodable, Equatable {
    let id: Int
    let name: String
    let street, postalCode, city, country, notes, externalID, phone: String?
    let archived: Bool
    let mergedInto: Int?
    let similar: [Int]?
    let counts: [String: Int]?
    let latest: [Entry]?
  }

  private struct Contact: Decodable, Equatable {
    let id, customer: Int
    let notes, externalID: String?
    let removed: Bool
    let mergedInto: Int?
    let similar: [Int]?
  }

  private struct Entry: Decodable, Equatable {
    let id: Int
    let kind: String
    let customer, contact, corrects: Int?
  }

  private struct Page: Decodable { let entries: [Entry] }

  private let minicrm: Minicrm

  init() async throws {
    minicrm = try Minicrm()
    try await minicrm.addCompany("acme")
  }

  private func row<Row: Decodable>(_ line: String, _ rest: String...) async throws -> Row {
    let words = line.split(separator: " ").map(String.init)
    let output = try await minicrm.mustRun(words + rest + ["--company", "acme", "--json"])
    return try JSONDecoder().decode(Row.self, from: output)
  }

  private func entries(_ line: String) async throws -> [Entry] {
    let page: Page = try await row("log search \(line)")
    return page.entries
  }

  @Test func `a customer's fields come out as they went in`() async throws {
    let notes = "Soita ensin.\nVastaa aamulla."
    let added: Customer = try await row(
      "customer add --street Katu --postal-code 20100 --city Turku --country FI "
        + "--external-id A-1 --name", "Virtanen Oy", "--notes", notes)
    #expect(added.street == "Katu" && added.postalCode == "20100" && added.city == "Turku")
    #expect(added.country == "FI" && added.externalID == "A-1" && added.notes == notes)
    #expect(added.similar == [] && !added.archived && added.mergedInto == nil)
    let edited: Customer = try await row("customer edit ext:A-1 --city Salo --notes", "")
    #expect(edited.city == "Salo" && edited.notes == nil && edited.externalID == "A-1")
    let listed: [Customer] = try await row("customer list --text salo")
    #expect(listed == [edited])
    let contact: Contact = try await row(
      "contact add --external-id Y-1 --name Maija --customer", "virtanen oy", "--notes", notes)
    #expect(contact.customer == added.id && contact.notes == notes && !contact.removed)
    let run = try await minicrm.run([
      "customer", "add", "--company", "acme", "--name", "X", "--external-id", "A-1",
    ])
    #expect(run.code == 1 && run.errors.contains("customer \(added.id) has it"))
  }

  @Test func `a reference works wherever a customer or a contact is named`() async throws {
    let customer: Customer = try await row("customer add --external-id A-1 --name", "Virtanen Oy")
    let maija: Contact = try await row(
      "contact add --customer ext:A-1 --external-id Y-1 --name", "Maija V")
    try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Matti", "--email", "m@acme.example",
    ])
    let file = try minicrm.directory.write("x", to: "a.txt")
    struct Row: Decodable { let id: Int, customer: Int?, contact: Int? }
    let task: Row = try await row(
      "task add --person m@acme.example --date 2999-01-01 --description x --contact", "MAIJA V")
    let document: Row = try await row("document add \(file) --customer", "VIRTANEN OY")
    let note: Row = try await row("log record --kind note --text x --contact ext:Y-1")
    #expect(task.contact == maija.id && note.contact == maija.id)
    #expect(document.customer == customer.id && document.contact == nil)
    for party in ["--customer ext:A-1", "--customer \(customer.id)"] {
      let documents: [Row] = try await row("document list \(party)")
      let tasks: [Row] = try await row("task list \(party)")
      #expect(documents.map(\.id) == [document.id] && tasks.map(\.id) == [task.id])
      #expect(try await entries("--kind note \(party)").map(\.contact) == [maija.id])
    }
    let table = try await minicrm.run("task", "list", "--company", "acme")
    #expect(table.text.contains("\(customer.id) Virtanen Oy"))
    #expect(table.text.contains("\(maija.id) Maija V"))
    let nameless = try await minicrm.run("customer", "show", "Virtanen Oy")
    #expect(nameless.code == 64 && nameless.errors.contains("--company"))
    let unknown = try await minicrm.run("customer", "show", "Niemi", "--company", "acme")
    #expect(unknown.code == 1 && unknown.errors.contains("there is none"))
    _ = try await row("customer add --name", "virtanen oy") as Customer
    let several = try await minicrm.run("customer", "show", "Virtanen Oy", "--company", "acme")
    #expect(several.code == 1 && several.errors.contains("several have that name: 1, 2"))
  }

  @Test func `what a change prints for people has names beside ids`() async throws {
    for setting in ["customer add --name Virtanen", "contact add --name Maija --customer 1"] {
      try await minicrm.mustRun(
        setting.split(separator: " ").map(String.init) + ["--company", "acme"])
    }
    try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Matti", "--email", "m@acme.example",
    ])
    let file = try minicrm.directory.write("x", to: "a.txt")
    let (customer, contact) = ("1 Virtanen", "1 Maija")
    for (line, shown) in [
      ("document add \(file)", []), ("document assign 1 --contact 1", [customer, contact]),
      ("document edit 1 --title A", [customer, contact]),
      ("document archive 1", [customer, contact]), ("document restore 1", [customer, contact]),
      (
        "task add --person m@acme.example --date 2999-01-01 --description x --contact 1",
        [customer, contact]
      ), ("task edit 1 --contact", [customer]), ("task done 1", [customer]),
      ("contact edit 1 --role ostaja", [customer]),
      ("contact add --name maija --customer 1", [customer, contact]),
      ("contact merge 2 --into 1", [customer]), ("contact show 2", [contact]),
      ("customer add --name VIRTANEN", [customer]), ("customer merge 2 --into 1", []),
      ("customer show 2", [customer]), ("customer list", [customer]),
      ("log record --kind note --text x --contact 1", [customer, contact]),
    ] as [(String, [String])] {
      let words = line.split(separator: " ").map(String.init)
      let cleared = line.hasSuffix("--contact") ? [""] : []
      let run = try await minicrm.run(words + cleared + ["--company", "acme"])
      #expect(run.code == 0, "\(line): \(run.errors)")
      // In a field of its own, whatever else the row says.
      let fields = run.text.split(separator: /\n|  +/).map(String.init)
      for name in shown { #expect(fields.contains(name), "\(line): \(run.text)") }
    }
  }

  @Test func `a wrong merge is taken back`() async throws {
    let old: Customer = try await row("customer add --name Virtanen --phone", "040 123")
    let new: Customer = try await row("customer add --name VIRTANEN")
    #expect(new.similar == [old.id])
    let maija: Contact = try await row("contact add --name Maija --customer", "\(old.id)")
    let left: Customer = try await row("customer merge \(old.id) --into \(new.id)")
    #expect(left.id == new.id && left.phone == "040 123")
    let gone: Customer = try await row("customer show \(old.id)")
    #expect(gone.id == old.id && gone.archived && gone.mergedInto == new.id)
    let shown: Customer = try await row("customer show \(new.id)")
    #expect(shown.counts == ["contacts": 1, "documents": 0, "tasks": 0])
    #expect(shown.latest?.first?.kind == "customerMerged")
    #expect(shown.latest == gone.latest)
    let later: Contact = try await row("contact add --name Olli --customer \(old.id)")
    #expect(later.customer == new.id)
    let merged = try await entries("--customer \(old.id)")
    #expect(try await entries("--customer \(new.id)") == merged)

    let back: Customer = try await row("customer restore \(old.id)")
    #expect(!back.archived && back.mergedInto == nil && back.phone == "040 123")
    let restored = try await entries("--kind customerRestored")
    #expect(restored.first?.corrects == merged.first { $0.kind == "customerMerged" }?.id)
    let contacts: [Contact] = try await row("contact list")
    #expect(contacts.map(\.customer) == [old.id, new.id])
    #expect(try await row("customer show \(new.id)", as: Customer.self).phone == nil)
    _ = try await row("contact edit \(maija.id) --customer \(new.id)") as Contact
    let twin: Contact = try await row("contact merge \(maija.id) --into \(later.id)")
    #expect(twin.id == later.id)
    #expect(try await row("contact show \(maija.id)", as: Contact.self).mergedInto == later.id)
    let again: Contact = try await row("contact restore \(maija.id)")
    #expect(!again.removed && again.customer == new.id)
    #expect(try await minicrm.run("log", "verify", "--company", "acme").code == 0)
  }

  private func row<Row: Decodable>(_ line: String, as row: Row.Type) async throws -> Row {
    try await self.row(line)
  }

  @Test func `imports go on naming what was merged`() async throws {
    let file = try minicrm.directory.write(
      "externalID;name;city\nA-1;Virtanen;\nA-2;Virtanen Oy;Turku\n", to: "a.csv")
    try await minicrm.mustRun(["customer", "import", "--company", "acme", file])
    _ = try await row("customer merge ext:A-1 --into ext:A-2") as Customer
    let update = try minicrm.directory.write("externalID;city\nA-1;Salo\n", to: "b.csv")
    try await minicrm.mustRun(["customer", "import", "--company", "acme", update])
    #expect(try await row("customer show ext:A-2", as: Customer.self).city == "Salo")
    let people = try minicrm.directory.write("customerExternalID;name\nA-1;Maija\n", to: "c.csv")
    try await minicrm.mustRun(["contact", "import", "--company", "acme", people])
    let contacts: [Contact] = try await row("contact list --customer ext:A-1")
    #expect(contacts.map(\.customer) == [2])
  }
}
