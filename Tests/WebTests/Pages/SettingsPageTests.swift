import Foundation
import Records
import Store
import Testing

@testable import Web

/// The settings of a company, and everybody's own.
@Suite struct SettingsPageTests {
  @Test func `an admin edits the company, and switches its Mini-CRM off and on`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/settings/company"
      let saved = try await browser.post(
        "\(path)/edit",
        [
          "csrf": token, "name": "Acme Ab", "language": "sv", "timeZone": "Europe/Stockholm",
          "reminderDays": "3, 0", "reminderAt": "07:30", "hasWorkdays": "1",
          "reminderWorkdays": "1",
        ])
      #expect(saved.status == 303, "\(saved.text)")
      let company = try await desk.acme.company()
      #expect(company.name == "Acme Ab" && company.language == .swedish)
      #expect(company.reminderDays == [3, 0] && company.reminderWorkdays)
      #expect(try await browser.get(path).text.contains("Inställningar"))
      for (field, value) in [("timeZone", "Nowhere"), ("name", ""), ("reminderAt", "25:00")] {
        let refused = try await browser.post("\(path)/edit", ["csrf": token, field: value])
        #expect(refused.status == 422 && refused.text.contains("company-edit-\(field)-about"))
      }
      #expect(try await browser.post("\(path)/off", ["csrf": token]).status == 303)
      #expect(try await desk.acme.company().active == false)
      let inbox = try await browser.get("/acme/documents").text
      #expect(!inbox.contains("/assign\"") && inbox.contains("avstängt"))
      let refused = try await browser.post(
        "/acme/customers/add", ["csrf": token, "name": "Uusi"])
      #expect(refused.status == 422)
      #expect(try await browser.post("\(path)/on", ["csrf": token]).status == 303)
      #expect(try await desk.acme.company().active)
      let log = try await desk.acme.log.search(LogQuery(kinds: [.companyEdited]))
      #expect(log.entries.count == 3 && log.entries.allSatisfy { $0.person == desk.matti })
      #expect(log.entries.contains { $0.text.contains("Acme Oy → Acme Ab") })
    }
  }

  @Test func `persons are invited, edited and removed, but for the last admin`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/settings/persons"
      let added = try await browser.post(
        "\(path)/add",
        [
          "csrf": token, "name": "Kaisa", "email": "kaisa@acme.example", "role": "member",
          "language": "", "invite": "1",
        ])
      #expect(added.status == 303, "\(added.text)")
      let mailed = try #require(desk.mailed.all.last)
      #expect(mailed.hasPrefix("kaisa@acme.example "))
      let secret = String(mailed.split(separator: " ")[1])
      let kaisa = try #require(try await desk.acme.person(email: "kaisa@acme.example"))
      let fresh = TestBrowser(site)
      #expect(
        try await fresh.post("/password/\(secret)", ["password": PageDesk.password]).status == 303)
      #expect(try await fresh.get("/acme/settings/persons").status == 403)
      let one = "\(path)/\(kaisa.id.rawValue)"
      #expect(try await browser.post("\(one)/password", ["csrf": token]).status == 303)
      #expect(desk.mailed.all.count == 2)
      #expect(
        try await browser.post("\(one)/edit", ["csrf": token, "role": "accountant"]).status == 303)
      #expect(try await desk.acme.person(kaisa.id)?.role == .accountant)
      let own = "\(path)/\(desk.matti.rawValue)"
      for (verb, form) in [("edit", ["role": "member"]), ("archive", [:])] {
        let refused = try await browser.post(
          "\(own)/\(verb)", form.merging(["csrf": token]) { $1 })
        #expect(refused.status == 422 && refused.text.contains("muuta ylläpitäjää"), "\(verb)")
      }
      let taken = try await browser.post(
        "\(path)/add", ["csrf": token, "name": "K", "email": "KAISA@acme.example"])
      #expect(taken.status == 422 && taken.text.contains("persons-add-email-about"))
      #expect(try await browser.post("\(one)/archive", ["csrf": token]).status == 303)
      #expect(try await fresh.get("/acme/documents").status == 303)
      #expect(try await browser.post("\(one)/restore", ["csrf": token]).status == 303)
      #expect(try await browser.get("\(path)/\(desk.liisa.rawValue)").status == 404)
      #expect(try await browser.get(path).text.contains("kaisa@acme.example"))
    }
  }

  @Test func `groups are added, renamed, moved and removed, as a tree`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/settings/groups"
      for name in ["Myynti/Tarjoukset", "Osto"] {
        #expect(
          try await browser.post("\(path)/add", ["csrf": token, "path": name]).status == 303)
      }
      let groups = try await desk.acme.groups()
      #expect(groups.map(\.path) == ["Myynti", "Myynti/Tarjoukset", "Osto"])
      let one = "\(path)/\(groups[1].id.rawValue)"
      #expect(try await browser.get(one).status == 200)
      for (verb, field, value) in [
        ("rename", "path", "Sopimukset"), ("move", "group", "Osto"), ("keep", "keepYears", "6"),
      ] {
        let done = try await browser.post("\(one)/\(verb)", ["csrf": token, field: value])
        #expect(done.status == 303, "\(verb)")
      }
      #expect(
        try await desk.acme.groups().map(\.path) == ["Myynti", "Osto", "Osto/Sopimukset"])
      for (verb, field, value) in [
        ("rename", "path", ""), ("move", "group", "Osto/Sopimukset"), ("keep", "keepYears", "x"),
      ] {
        let refused = try await browser.post("\(one)/\(verb)", ["csrf": token, field: value])
        #expect(refused.status == 422, "\(verb)")
      }
      #expect(try await browser.post("\(one)/remove", ["csrf": token]).status == 303)
      #expect(try await desk.acme.groups().map(\.path) == ["Myynti", "Osto"])
    }
  }

  @Test func `the secret address is shown and changed by admins alone`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/settings/addresses"
      let secret = try await desk.acme.company().token
      #expect(try await browser.get(path).text.contains("acme-\(secret)@in.example.fi"))
      let refused = try await browser.post("\(path)/rotate", ["csrf": token, "address": "99"])
      #expect(refused.status == 422)
      let word = try await browser.post("\(path)/rotate", ["csrf": token, "address": "viikko"])
      #expect(word.status == 422 && word.text.contains("value=\"viikko\""))
      let done = try await browser.post("\(path)/rotate", ["csrf": token, "address": "14"])
      #expect(done.status == 303)
      #expect(try await desk.acme.company().token != secret)
    }
  }

  @Test func `one's own language counts at once, and a new password ends all other sessions`()
    async throws
  {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let other = TestBrowser(site)
      let logIn = ["email": "matti@acme.example", "password": PageDesk.password]
      #expect(try await other.post("/login", logIn).status == 303)
      let token = try await browser.formToken()
      let path = "/acme/settings/own"
      let saved = try await browser.post(
        "\(path)/edit",
        [
          "csrf": token, "name": "Matti M", "language": "en", "role": "accountant",
          "email": "x@y.fi",
        ])
      #expect(saved.status == 303)
      let unknown = try await browser.post("\(path)/edit", ["csrf": token, "language": "xx"])
      #expect(unknown.status == 422)
      let person = try #require(try await desk.acme.person(desk.matti))
      #expect(person.name == "Matti M" && person.language == .english)
      #expect(person.role == .admin && person.email == "matti@acme.example")
      #expect(try await browser.get(path).text.contains("Change the password"))
      let wrong = try await browser.post(
        "\(path)/password", ["csrf": token, "old": "väärä salasana", "password": "aivan uusi sana"])
      #expect(wrong.status == 422 && !wrong.text.contains("aivan uusi sana"))
      #expect(wrong.text.contains("the present password is wrong"))
      let short = try await browser.post(
        "\(path)/password", ["csrf": token, "old": PageDesk.password, "password": "x"])
      #expect(short.status == 422)
      let changed = try await browser.post(
        "\(path)/password",
        ["csrf": token, "old": PageDesk.password, "password": "aivan uusi sana"])
      #expect(changed.status == 303)
      #expect(try await browser.get(path).status == 200)
      #expect(try await other.get(path).status == 303)
      #expect(try await other.post("/login", logIn).status == 422)
      #expect(
        try await browser.post("/logout", ["csrf": token, "everywhere": "1"]).status == 303)
    }
  }
}
