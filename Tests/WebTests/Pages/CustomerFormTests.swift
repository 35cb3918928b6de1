import Foundation
import Records
import Store
import Testing

@testable import Web

/// Customers that are added, edited, put away and brought back on the pages.
@Suite struct CustomerFormTests {
  private static let hostile = "\u{0600}<script>alert(1)</script>"

  @Test func `a customer is added, edited, archived and brought back, each with its undoing`()
    async throws
  {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let added = try await browser.post(
        "/acme/customers/add", ["csrf": token, "name": "Möttönen Oy", "phone": "09 123 4567"])
      #expect(added.status == 303)
      let next = try #require(added["location"])
      let path = try #require(next.firstMatch(of: /^(\/acme\/customers\/[0-9]+)\?change=/)?.1)
      let shown = try await browser.get(next)
      #expect(shown.text.contains("Möttönen Oy") && shown.text.contains("Kumoa"))
      let edited = try await browser.post(
        "\(path)/edit", ["csrf": token, "name": "Möttönen Oy", "city": "Lieksa"])
      #expect(edited.status == 303)
      let page = try await browser.get(String(path)).text
      #expect(page.contains("Lieksa") && page.contains("09 123 4567"))
      let archived = try await browser.post("\(path)/archive", ["csrf": token])
      let change = try #require(archived["location"]?.firstMatch(of: /change=([0-9]+)/)?.1)
      #expect(try await browser.get(String(path)).text.contains("\(path)/restore"))
      let undone = try await browser.post(
        "/acme/undo", ["csrf": token, "change": String(change), "to": String(path)])
      #expect(undone.status == 303 && undone["location"]?.hasPrefix("\(path)?change=") == true)
      #expect(try await browser.get(String(path)).text.contains("\(path)/archive"))
      let again = try await browser.post(
        "/acme/undo", ["csrf": token, "change": String(change), "to": String(path)])
      #expect(again.status == 422)
    }
  }

  @Test func `a refused form shows what was typed, and each refusal at its field`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let answer = try await browser.post(
        "/acme/customers/add",
        ["csrf": token, "name": "", "businessID": "1234567-2", "notes": "\n\(Self.hostile)"])
      #expect(answer.status == 422)
      let text = answer.text
      #expect(text.contains(#"value="1234567-2""#))
      for field in ["name", "businessID"] {
        #expect(text.contains(#"id="customers-add-\#(field)-about" class="refusal""#))
        #expect(text.contains(#"aria-describedby="customers-add-\#(field)-about""#))
      }
      #expect(!text.utf8.contains("<script>alert".utf8))
      #expect(text.contains("<details class=\"place\" open>"))
    }
  }

  @Test func `a customer is merged into another, and that is undone`() async throws {
    let desk = try await PageDesk()
    let company = desk.acme.acting(as: .operator, at: PageDesk.moment)
    let old = try await company.add(NewCustomer(name: "Vanha Oy")).record.id
    let new = try await company.add(NewCustomer(name: "Uusi Oy")).record.id
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/customers/\(old.rawValue)"
      #expect(
        try await browser.post("\(path)/merge", ["csrf": token, "customer": "Ei ole"]).status
          == 422)
      #expect(try await browser.post("\(path)/merge", ["csrf": token]).status == 422)
      let merged = try await browser.post("\(path)/merge", ["csrf": token, "customer": "uusi oy"])
      let next = try #require(merged["location"])
      #expect(next.hasPrefix("/acme/customers/\(new.rawValue)?change="))
      let change = try #require(next.firstMatch(of: /change=([0-9]+)/)?.1)
      let undone = try await browser.post("/acme/undo", ["csrf": token, "change": String(change)])
      #expect(undone.status == 303)
      #expect(try await desk.acme.customer(old)?.archived == false)
    }
  }
}
