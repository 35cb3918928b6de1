import Foundation
import TestKit
import Testing

/// `customer` and `contact` as people type them.
@Suite struct CustomerCommandTests {
  private let minicrm: Minicrm

  init() async throws {
    minicrm = try Minicrm()
    try await minicrm.addCompany("acme")
    try await minicrm.addCompany("beta")
  }

  private func customer(_ arguments: String..., company: String = "acme") async throws
    -> CustomerRow
  {
    let output = try await minicrm.mustRun(
      ["customer", "add", "--company", company, "--json"] + arguments)
    return try JSONDecoder().decode(CustomerRow.self, from: output)
  }

  private func contact(of customer: Int, _ arguments: String...) async throws -> ContactRow {
    let output = try await minicrm.mustRun(
      ["contact", "add", "--company", "acme", "--customer", "\(customer)", "--json"] + arguments)
    return try JSONDecoder().decode(ContactRow.self, from: output)
  }

  @Test func `a customer is added, edited, archived and shown with its keys`() async throws {
    let added = try await customer(
      "--name", "Virtanen Oy", "--business-id", "1234567-1", "--phone", "040 123")
    let keys: Set = [
      "id", "company", "name", "businessID", "email", "phone", "street", "postalCode", "city",
      "country", "notes", "archived", "externalID", "mergedInto", "counts", "latest",
    ]
    let shown = try await minicrm.mustRun(["customer", "show", "\(added.id)", "--json"])
    let object = try #require(try JSONSerialization.jsonObject(with: shown) as? [String: Any])
    #expect(Set(object.keys) == keys)
    #expect(object["email"] is NSNull && object["company"] as? String == "acme")

    let edited = try await minicrm.json(
      CustomerRow.self, "customer", "edit", "\(added.id)", "--email", "a@example.fi")
    #expect(edited.email == "a@example.fi" && edited.phone == "040 123")
    #expect(edited.name == "Virtanen Oy" && edited.businessID == "1234567-1")
    let cleared = try await minicrm.json(
      CustomerRow.self, "customer", "edit", "\(added.id)", "--phone", "", "--business-id", "")
    #expect(cleared.phone == nil && cleared.businessID == nil && cleared.email != nil)
    let archived = try await minicrm.json(
      CustomerRow.self, "customer", "archive", "\(added.id)", "--company", "acme")
    #expect(archived.archived)
    #expect(
      try await minicrm.json(
        [CustomerRow].self, "customer", "list", "--company", "acme", "--text", "VIRTA") == [
          archived
        ])
  }

  @Test func `a contact is added, edited, removed and shown with its keys`() async throws {
    let owner = try await customer("--name", "Virtanen Oy")
    let added = try await contact(of: owner.id, "--name", "Maija", "--role", "Ostaja")
    let shown = try await minicrm.mustRun(["contact", "show", "\(added.id)", "--json"])
    let object = try #require(try JSONSerialization.jsonObject(with: shown) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "id", "company", "customer", "name", "role", "email", "phone", "notes", "removed",
        "externalID", "mergedInto",
      ])
    let edited = try await minicrm.json(
      ContactRow.self, "contact", "edit", "\(added.id)", "--phone", "040 123")
    #expect(edited.phone == "040 123" && edited.role == "Ostaja")
    let list = ["contact", "list", "--company", "acme", "--role", "ostaja", "--json"]
    let listed = try await minicrm.mustRun(list + ["--customer", "\(owner.id)"])
    #expect(try JSONDecoder().decode([ContactRow].self, from: listed) == [edited])
    let removed = try await minicrm.json(ContactRow.self, "contact", "remove", "\(added.id)")
    #expect(removed == edited)
    for verb in [["show"], ["edit", "--name", "X"], ["remove"]] {
      let run = try await minicrm.run(["contact", verb[0], "\(added.id)"] + verb.dropFirst())
      #expect(run.code == 1)
      #expect(run.errors.contains("contact \(added.id)"))
    }
    #expect(try await minicrm.mustRun(list) == Data("[]\n".utf8))
  }

  @Test func `lists show at most the limit, and people read a table`() async throws {
    for name in ["C", "A", "B"] { _ = try await customer("--name", name) }
    let rows = try await minicrm.json(
      [CustomerRow].self, "customer", "list", "--company", "acme", "--limit", "2")
    #expect(rows.map(\.name) == ["A", "B"])
    let rest = try await minicrm.json(
      [CustomerRow].self, "customer", "list", "--company", "acme", "--after", "\(rows[0].id)")
    #expect(rest.map(\.name) == ["B", "C"])
    let gone = try await minicrm.run(
      "customer", "list", "--company", "acme", "--after", "99")
    #expect(gone.code == 1 && gone.errors.contains("customer 99"))
    let run = try await minicrm.run("customer", "list", "--company", "acme")
    #expect(run.text.hasPrefix("ID  NAME"))
    let none = try await minicrm.run("contact", "list", "--company", "acme")
    #expect(none.text == "No contacts.\n")
  }

  @Test func `who acts is in the log`() async throws {
    try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Matti", "--email", "matti@acme.example",
    ])
    let acting = ["--as", "matti@acme.example"]
    let owner = try await customer("--name", "Virtanen", acting[0], acting[1])
    let maija = try await contact(of: owner.id, "--name", "Maija", acting[0], acting[1])
    let file = try minicrm.directory.write("name\nMäki\n", to: "a.csv")
    let verbs = [
      ["customer", "edit", "\(owner.id)", "--phone", "040 123"],
      ["customer", "archive", "\(owner.id)"],
      ["contact", "edit", "\(maija.id)", "--role", "ostaja"], ["contact", "remove", "\(maija.id)"],
      ["customer", "import", "--company", "acme", file],
    ]
    for verb in verbs { try await minicrm.mustRun(verb + acting) }
    let output = try await minicrm.mustRun([
      "log", "search", "--company", "acme", "--text", "", "--json",
    ])
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.components(separatedBy: #""person":"matti@acme.example""#).count == 8)
    let stranger = try await minicrm.run(
      ["customer", "add", "--company", "acme", "--name", "X", "--as", "nobody@acme.example"])
    #expect(stranger.code == 1 && stranger.errors.contains("--as nobody@acme.example"))
  }

  @Test func `an id of another company does not exist`() async throws {
    let owner = try await customer("--name", "Virtanen")
    let maija = try await contact(of: owner.id, "--name", "Maija")
    let verbs = [
      ["customer", "show", "\(owner.id)"], ["customer", "edit", "\(owner.id)", "--name", "X"],
      ["customer", "archive", "\(owner.id)"], ["contact", "show", "\(maija.id)"],
      ["contact", "edit", "\(maija.id)", "--name", "X"], ["contact", "remove", "\(maija.id)"],
      ["contact", "add", "--customer", "\(owner.id)", "--name", "X"],
      ["contact", "list", "--customer", "\(owner.id)"],
    ]
    for verb in verbs {
      let run = try await minicrm.run(verb + ["--company", "beta", "--json"])
      #expect(run.code == 1, "\(verb)")
      #expect(run.output.isEmpty && run.errors.contains("there is no"), "\(verb): \(run.errors)")
    }
    #expect(
      try await minicrm.json(ContactRow.self, "contact", "show", "\(maija.id)") == maija)
  }

  @Test(arguments: [
    (["--name", " "], "name: it is empty"),
    (["--name", "X", "--business-id", "1234567-2"], "its check digit is wrong"),
    (["--name", "X", "--email", "x"], "it is no plain address"),
    (["--name", "X", "--phone", "12"], "fewer than 3 digits"),
  ])
  func `what can't be stored is refused with what to do`(
    arguments: [String], error: String
  ) async throws {
    let run = try await minicrm.run(["customer", "add", "--company", "acme"] + arguments)
    #expect(run.code == 1)
    #expect(run.errors.contains(error))
  }
}
