import Foundation
import Records
import Store
import Testing

@testable import Web

/// The pages of customers, contacts, tasks and the log.
@Suite struct RecordPagesTests {
  private static let hostile = "\u{0600}<script>alert(1)</script>"

  /// A customer of the company with a contact, a task and a payment of 1,234.50.
  private func customer(of scope: CompanyScope, named name: String) async throws -> CustomerID {
    let company = scope.acting(as: .operator, at: PageDesk.moment)
    let customer = try await company.add(NewCustomer(name: name, email: "posti@x.example")).record
    _ = try await company.add(
      NewContact(name: "Maija \(name)", role: "Ostaja"), to: customer.id)
    let email = try await scope.persons().first?.email ?? ""
    var task = NewTask(
      person: email, description: "Soita: \(name)",
      date: try #require(CivilDate("2026-03-05")))
    task.customer = .id(customer.id)
    _ = try await company.addTask(task, today: CivilDate("2026-03-02"))
    var event = RecordedEvent(kind: .payment)
    event.money = try Money(amount: "1234.50")
    event.customer = .id(customer.id)
    _ = try await scope.log.record(event, now: PageDesk.moment)
    return customer.id
  }

  @Test func `a customer is found with all that hangs on it`() async throws {
    let desk = try await PageDesk()
    let id = try await customer(of: desk.acme, named: "Möttönen Oy")
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let list = try await browser.get("/acme/customers?text=m%C3%B6tt")
      #expect(list.text.contains("/acme/customers/\(id.rawValue)"))
      let none = try await browser.get("/acme/customers?text=olematon")
      #expect(none.status == 200 && !none.text.contains("Möttönen"))
      for (tab, text) in [
        ("details", "posti@x.example"), ("contacts", "Maija Möttönen Oy"),
        ("tasks", "Soita: Möttönen Oy"), ("log", "1234,50\u{A0}EUR"),
      ] {
        let page = try await browser.get("/acme/customers/\(id.rawValue)?tab=\(tab)")
        #expect(page.status == 200 && page.text.contains(text), "\(tab)")
      }
      #expect(try await browser.get("/acme/customers/\(id.rawValue)?tab=x").status == 404)
      let contacts = try await browser.get("/acme/contacts?role=ostaja")
      #expect(contacts.text.contains("Maija Möttönen Oy"))
      #expect(!(try await browser.get("/acme/contacts?role=muu")).text.contains("Maija"))
    }
  }

  @Test func `tasks are coming, late or done, mine or all`() async throws {
    let desk = try await PageDesk()
    _ = try await customer(of: desk.acme, named: "Möttönen Oy")
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      #expect(try await browser.get("/acme/tasks?mine=1").text.contains("Soita"))
      #expect(!(try await browser.get("/acme/tasks?state=late")).text.contains("Soita"))
      desk.clock.move(by: 10 * 86_400)
      let later = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      #expect(!(try await later.get("/acme/tasks")).text.contains("Soita"))
      #expect(try await later.get("/acme/tasks?state=late").text.contains("Soita"))
      #expect(try await later.get("/acme/tasks?state=x").status == 404)
    }
  }

  @Test func `another company's records are on no page`() async throws {
    let desk = try await PageDesk()
    let other = try await customer(of: desk.beta, named: "Salainen Oy")
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let id = other.rawValue
      for path in ["customers", "contacts", "tasks", "log"] {
        let page = try await browser.get("/acme/\(path)")
        #expect(page.status == 200 && !page.text.contains("Salainen"), "\(path)")
        #expect(try await browser.get("/beta/\(path)").status == 404, "\(path)")
      }
      for path in [
        "/acme/customers/\(id)", "/acme/documents?customer=\(id)", "/acme/log?customer=\(id)",
        "/acme/log?contact=\(id)", "/acme/customers?after=\(id)", "/acme/customers/x",
      ] {
        let page = try await browser.get(path)
        #expect(page.status == 404 && !page.text.contains("Salainen"), "\(path)")
      }
      #expect(try await browser.get("/acme/log?after=x").status == 422)
    }
  }

  @Test func `hostile names stay text on every page`() async throws {
    let desk = try await PageDesk()
    let id = try await customer(of: desk.acme, named: Self.hostile)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let sides = CustomerPage.Side.allCases.map { "customers/\(id.rawValue)?tab=\($0.rawValue)" }
      for path in ["customers", "contacts", "tasks", "log"] + sides {
        let page = try await browser.get("/acme/\(path)")
        #expect(page.status == 200 && !page.text.utf8.contains("<script>alert".utf8), "\(path)")
      }
    }
  }
}
