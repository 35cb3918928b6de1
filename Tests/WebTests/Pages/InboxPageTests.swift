import Foundation
import Records
import Store
import Testing

@testable import Web

/// Saapuneet, and the forms by which its documents are filed.
@Suite struct InboxPageTests {
  private static func customers(_ desk: PageDesk) async throws -> (CustomerID, CustomerID) {
    let company = desk.acme.acting(as: .operator, at: PageDesk.moment)
    return (
      try await company.add(NewCustomer(name: "Virtanen Oy")).record.id,
      try await company.add(NewCustomer(name: "Möttönen Oy", businessID: "1234567-1")).record.id
    )
  }

  @Test func `the screen has the list, the preview and the form of one document`() async throws {
    let desk = try await PageDesk()
    let newer = try await PageDesk.add("tarjous.pdf", to: desk.acme, in: desk.store)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let page = try await browser.get("/acme/documents?state=inbox").text
      #expect(page.contains("/acme/documents/\(newer)/pages/1.png?width=1000"))
      #expect(page.contains("action=\"/acme/documents/\(newer)/assign\""))
      #expect(page.contains("Tallenna ja seuraava") && page.contains("Arkistoi"))
      #expect(page.contains("Dokumenttien tallennus sähköpostilla"))
      let secret = try await desk.acme.company().token
      #expect(page.contains("data-copy=\"acme-\(secret)@in.example.fi\""))
      #expect(page.contains("/acme/settings/addresses"))
      let other = try await browser.get("/acme/documents?state=inbox&id=\(desk.document)").text
      #expect(other.contains("action=\"/acme/documents/\(desk.document)/assign\""))
      let foreign = try await browser.get(
        "/acme/documents?state=inbox&id=\(desk.otherDocument)")
      #expect(foreign.status == 404)
    }
  }

  @Test func `a filed document leaves, the next one comes, and undoing brings it back`()
    async throws
  {
    let desk = try await PageDesk()
    let (virtanen, _) = try await Self.customers(desk)
    let newer = try await PageDesk.add("tarjous.pdf", to: desk.acme, in: desk.store)
    let id = DocumentID(rawValue: newer)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let answer = try await browser.post(
        "/acme/documents/\(newer)/assign",
        [
          "csrf": token, "customer": "virtanen oy", "title": "Tarjous", "date": "5.3.2026",
          "notes": "", "next": "\(desk.document)",
        ])
      #expect(answer.status == 303)
      let next = try #require(answer["location"])
      #expect(next.hasPrefix("/acme/documents?state=inbox&id=\(desk.document)&change="))
      let filed = try #require(try await desk.acme.document(id))
      #expect(filed.state == .filed && filed.party.customer == virtanen)
      #expect(filed.title == "Tarjous" && filed.date == CivilDate("2026-03-05"))
      let page = try await browser.get(next).text
      #expect(page.contains("Kumoa") && !page.contains("id=\(newer)"))
      let change = try #require(next.firstMatch(of: /change=([0-9-]+)/)?.1)
      let undone = try await browser.post(
        "/acme/undo",
        ["csrf": token, "change": String(change), "to": "/acme/documents?state=inbox"])
      #expect(undone.status == 303)
      let back = try #require(try await desk.acme.document(id))
      #expect(back.state == .inbox && back.title == nil && back.date == nil)
    }
  }

  @Test func `a customer is added with the filing, with a warning where one is like it`()
    async throws
  {
    let desk = try await PageDesk()
    let (_, mottonen) = try await Self.customers(desk)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/documents/\(desk.document)/assign"
      let unknown = try await browser.post(
        path, ["csrf": token, "customer": "Uusi Oy", "next": ""])
      #expect(unknown.status == 422 && unknown.text.contains("value=\"Uusi Oy\""))
      #expect(unknown.text.contains("<h1>Saapuneet</h1>"))
      let like = try await browser.post(
        path, ["csrf": token, "customer": "MÖTTÖNEN OY", "newCustomer": "1", "next": ""])
      #expect(like.status == 422 && like.text.contains("name=\"sure\""))
      #expect(like.text.contains("\(mottonen.rawValue)"))
      #expect(try await desk.acme.customers().count == 2)
      let added = try await browser.post(
        path,
        [
          "csrf": token, "customer": "Uusi Oy", "newCustomer": "1", "contact": "Maija",
          "newContact": "1", "next": "",
        ])
      #expect(added.status == 303)
      let document = try #require(
        try await desk.acme.document(DocumentID(rawValue: desk.document)))
      let customer = try #require(document.party.customer)
      #expect(try await desk.acme.customer(customer)?.name == "Uusi Oy")
      let contact = try #require(document.party.contact)
      #expect(try await desk.acme.contact(contact)?.customer == customer)
    }
  }

  @Test func `several are moved at once, or all that a search found, and undone at once`()
    async throws
  {
    let desk = try await PageDesk()
    let (virtanen, _) = try await Self.customers(desk)
    for number in 1...4 {
      try await PageDesk.add("lasku-\(number).pdf", to: desk.acme, in: desk.store)
    }
    try await PageDesk.add("tarjous.pdf", to: desk.acme, in: desk.store)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let answer = try await browser.post(
        "/acme/documents/bulk",
        [
          "csrf": token, "verb": "assign", "customer": "\(virtanen.rawValue)", "all": "1",
          "state": "inbox", "text": "lasku",
        ])
      let next = try #require(answer["location"])
      #expect(answer.status == 303 && next.hasPrefix("/acme/documents?state=inbox"))
      let filed = try await desk.acme.documents(DocumentQuery(customer: virtanen))
      #expect(filed.count == 5)
      let change = try #require(next.firstMatch(of: /change=([0-9]+-[0-9]+)/)?.1)
      let undone = try await browser.post("/acme/undo", ["csrf": token, "change": String(change)])
      #expect(undone.status == 303)
      #expect(try await desk.acme.documents(DocumentQuery(state: .inbox)).count == 6)
      let one = try await browser.post(
        "/acme/documents/bulk", ["csrf": token, "id": "\(desk.document)"])
      #expect(one.status == 303)
      let archived = try await desk.acme.document(DocumentID(rawValue: desk.document))
      #expect(archived?.state == .archived)
      #expect(try await browser.post("/acme/documents/bulk", ["csrf": token]).status == 422)
      let foreign = try await browser.post(
        "/acme/documents/bulk", ["csrf": token, "id": "\(desk.otherDocument)"])
      #expect(foreign.status == 404)
      let odd = try await browser.post(
        "/acme/documents/bulk", ["csrf": token, "verb": "erase", "id": "\(desk.document)"])
      #expect(odd.status == 400)
    }
  }

  @Test func `files are uploaded into the Inbox, or to their customer`() async throws {
    let desk = try await PageDesk()
    let (virtanen, _) = try await Self.customers(desk)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/documents/add"
      let added = try await browser.upload(
        path, [("csrf", token)],
        [("kuitti.txt", Array("Kahvia".utf8)), ("b.txt", [UInt8](repeating: 65, count: 700_000))])
      #expect(added.status == 303, "\(added.text)")
      let names = try await desk.acme.documents(DocumentQuery(state: .inbox)).map(\.fileName)
      #expect(Set(names) == ["kuitti.txt", "b.txt", "lasku.pdf"])
      let filed = try await browser.upload(
        path, [("csrf", token), ("customer", "Virtanen Oy"), ("title", "Kuitti")],
        [("c.txt", Array("Teetä".utf8))])
      #expect(filed["location"]?.hasPrefix("/acme/documents/") == true)
      let document = try await desk.acme.documents(DocumentQuery(customer: virtanen)).first
      #expect(document?.title == "Kuitti" && document?.size == 6)
      for (fields, files) in [
        ([("csrf", token)], []), ([("csrf", token), ("customer", "Ei ole")], ["d.txt"]),
      ] {
        let refused = try await browser.upload(
          path, fields, files.map { (name: $0, bytes: [65]) })
        #expect(refused.status == 422)
      }
      let forged = try await browser.upload(path, [("csrf", "x")], [("e.txt", [65])])
      #expect(forged.status == 403)
      let large = try await browser.upload(
        path, [("csrf", token)],
        [("suuri.bin", [UInt8](repeating: 0, count: PageDesk.maximumUpload + 1))])
      #expect(large.status == 413)
      #expect(try await desk.acme.documents().count == 4)
    }
  }
}
