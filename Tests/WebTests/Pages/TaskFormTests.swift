import Foundation
import Records
import Store
import Testing

@testable import Web

/// Tasks that are added, edited, done and opened again on the pages.
@Suite struct TaskFormTests {
  private func task(_ location: String?) throws -> (path: String, id: TaskID) {
    let match = try #require(location?.firstMatch(of: /^\/acme\/tasks\/([0-9]+)/))
    return (String(match.0), TaskID(rawValue: try #require(Int64(match.1))))
  }

  @Test func `a task is added with its plan, moved, done and opened again`() async throws {
    let desk = try await PageDesk()
    let company = desk.acme.acting(as: .operator, at: PageDesk.moment)
    let customer = try await company.add(NewCustomer(name: "Virtanen Oy")).record.id
    _ = try await company.addGroup(path: "Myynti/Tarjoukset")
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let list = try await browser.get("/acme/tasks").text
      #expect(list.contains("Lisää tehtävä") && list.contains("value=\"Myynti/Tarjoukset\""))
      let added = try await browser.post(
        "/acme/tasks/add",
        [
          "csrf": token, "description": "Soita tarjouksesta", "date": "20.3.2026",
          "customer": "Virtanen Oy", "group": "Myynti/Tarjoukset", "remind": "7, 1, 0",
          "every": "month",
        ])
      #expect(added.status == 303, "\(added.text)")
      let (path, id) = try task(added["location"])
      let page = try await browser.get(path).text
      #expect(page.contains("7 päivää ennen: 20.3.2026") && page.contains("tehtävän"))
      #expect(page.contains("13.3.2026") && page.contains("kuukausittain"))
      #expect(page.contains("Virtanen Oy"))
      let later = try await browser.post("\(path)/postpone", ["csrf": token, "date": "2026-03-21"])
      #expect(later.status == 303)
      #expect(try await desk.acme.task(id)?.date == CivilDate("2026-03-21"))
      #expect(try await browser.post("\(path)/done", ["csrf": token]).status == 303)
      #expect(try await desk.acme.task(id)?.state == .done)
      #expect(try await browser.post("\(path)/cancel", ["csrf": token]).status == 422)
      #expect(try await browser.post("\(path)/reopen", ["csrf": token]).status == 303)
      #expect(try await desk.acme.task(id)?.state == .open)
      let ofCustomer = try await browser.post(
        "/acme/tasks/add",
        [
          "csrf": token, "description": "Toinen", "date": "2026-03-05", "next": "customer",
          "customer": "\(customer.rawValue)",
        ])
      #expect(
        ofCustomer["location"]?.hasPrefix("/acme/customers/\(customer.rawValue)?tab=tasks&change=")
          == true)
    }
  }

  @Test func `what the rules refuse stands at its field, in the person's language`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let form = ["csrf": token, "description": "Soita", "date": "2026-03-20"]
      for (field, value) in [
        ("description", ""), ("date", ""), ("date", "huomenna"), ("remind", "7, x"),
        ("remind", "999"), ("every", "joskus"), ("person", "nobody@acme.example"),
        ("group", "Ei ole"), ("customer", "Ei ole"), ("contact", "Ei ole"),
      ] {
        let refused = try await browser.post(
          "/acme/tasks/add", form.merging([field: value]) { $1 })
        #expect(refused.status == 422, "\(field)")
        #expect(refused.text.contains("id=\"tasks-add-\(field)-about\" class=\"refusal\""))
      }
      #expect(try await desk.acme.tasks().isEmpty)
      let late = try await desk.acme.acting(as: .operator, at: PageDesk.moment).addTask(
        NewTask(
          person: "matti@acme.example", description: "Vanha",
          date: try #require(CivilDate("2026-02-01")), staysOpen: true))
      let page = try await browser.get("/acme/tasks?state=late").text
      #expect(page.contains("myöhässä") && page.contains("/acme/tasks/\(late.id.rawValue)/done"))
    }
  }

  @Test func `an accountant reads, and is offered nothing to change`() async throws {
    let desk = try await PageDesk()
    let company = desk.acme.acting(as: .operator, at: PageDesk.moment)
    let accountant = try await company.addPerson(
      NewPerson(name: "Kirsi", email: "kirsi@tilit.example", role: .accountant)
    ).id
    let task = try await company.addTask(
      NewTask(
        person: "matti@acme.example", description: "Soita",
        date: try #require(CivilDate("2026-03-20"))))
    let customer = try await company.add(NewCustomer(name: "Virtanen Oy")).record
    try await desk.served { site in
      let browser = try await desk.browser(of: accountant, at: desk.acme, on: site)
      for path in [
        "documents?state=inbox", "documents/\(desk.document)", "tasks", "tasks/\(task.id.rawValue)",
        "customers", "customers/\(customer.id.rawValue)", "contacts", "mails", "settings/groups",
      ] {
        let page = try await browser.get("/acme/\(path)")
        #expect(page.status == 200, "\(path)")
        let forms = page.text.matches(of: /<form method="post" action="([^"]*)"/).map(\.1)
        #expect(forms.allSatisfy { $0 == "/logout" }, "\(path): \(forms)")
      }
      #expect(try await browser.get("/acme/documents/\(desk.document)/file").status == 200)
      for page in ["company", "persons", "addresses"] {
        #expect(try await browser.get("/acme/settings/\(page)").status == 403)
      }
    }
  }
}
