import Foundation
import Records
import Store
import Testing

@testable import Web

/// Contacts that are added, edited, put away and brought back on the pages.
@Suite struct ContactFormTests {
  private static let hostile = "\u{0600}<script>alert(1)</script>"

  @Test func `a contact is added, moved, archived and brought back`() async throws {
    let desk = try await PageDesk()
    let company = desk.acme.acting(as: .operator, at: PageDesk.moment)
    let first = try await company.add(NewCustomer(name: "Virtanen Oy")).record.id
    let second = try await company.add(NewCustomer(name: "Möttönen Oy")).record.id
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let added = try await browser.post(
        "/acme/contacts/add",
        ["csrf": token, "name": Self.hostile, "role": "Ostaja", "customer": "virtanen oy"])
      let next = try #require(added["location"])
      let path = String(try #require(next.firstMatch(of: /^(\/acme\/contacts\/[0-9]+)\?/)?.1))
      let page = try await browser.get(next).text
      #expect(page.contains("Ostaja") && page.contains("Kumoa") && page.contains("Virtanen Oy"))
      #expect(!page.utf8.contains("<script>alert".utf8))
      let moved = try await browser.post(
        "\(path)/edit", ["csrf": token, "name": "Maija", "customer": "\(second.rawValue)"])
      #expect(moved.status == 303)
      let id = ContactID(rawValue: try #require(Int64(path.split(separator: "/")[2])))
      #expect(try await desk.acme.contact(id)?.customer == second)
      #expect(
        try await browser.get("/acme/customers/\(second.rawValue)?tab=contacts").text
          .contains(path))
      let archived = try await browser.post("\(path)/archive", ["csrf": token])
      let change = try #require(archived["location"]?.firstMatch(of: /change=([0-9]+)/)?.1)
      #expect(try await browser.get(path).status == 404)
      #expect(
        try await browser.post("/acme/undo", ["csrf": token, "change": String(change)]).status
          == 303)
      #expect(try await browser.get(path).status == 200)
      let twin = try await browser.post(
        "/acme/contacts/add",
        ["csrf": token, "name": "maija", "customer": "\(second.rawValue)"])
      let similar = try await browser.get(try #require(twin["location"])).text
      #expect(similar.contains("Samankaltaisia on jo") && similar.contains("\"\(path)\""))
      for customer in ["", "Ei ole", "\(first.rawValue + 9_999)"] {
        let refused = try await browser.post(
          "/acme/contacts/add", ["csrf": token, "name": "M", "customer": customer])
        #expect(refused.status == 422 && refused.text.contains("contacts-add-customer-about"))
      }
    }
  }
}
