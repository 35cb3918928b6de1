import Foundation
import Records
import Store
import Testing

@testable import Web

/// Tiedot..., page images, names for the script, and news.
@Suite struct DocumentPageTests {
  @Test func `a document is shown with its fields, its history and its forms`() async throws {
    let desk = try await PageDesk()
    let company = desk.acme.acting(as: .person(desk.matti), at: PageDesk.moment)
    let customer = try await company.add(NewCustomer(name: "Virtanen Oy")).record.id
    let id = DocumentID(rawValue: desk.document)
    _ = try await company.assign(id, .all(of: Party(customer: customer)))
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let path = "/acme/documents/\(desk.document)"
      let page = try await browser.get(path)
      #expect(page.status == 200 && page.text.contains("Virtanen Oy"))
      #expect(page.text.contains("Historia") && page.text.contains("\(path)/return"))
      #expect(page.text.contains("/acme/customers/\(customer.rawValue)"))
      let token = try await browser.formToken()
      let edited = try await browser.post(
        "\(path)/edit", ["csrf": token, "title": "Maaliskuun lasku", "date": "ei päivä"])
      #expect(edited.status == 422 && edited.text.contains("Maaliskuun lasku"))
      #expect(
        try await browser.post("\(path)/edit", ["csrf": token, "title": "Lasku 3"])["location"]?
          .hasPrefix(path) == true)
      for (verb, state) in [
        ("return", DocumentState.inbox), ("archive", .archived), ("restore", .inbox),
      ] {
        let answer = try await browser.post("\(path)/\(verb)", ["csrf": token])
        #expect(answer.status == 303 && answer["location"]?.hasPrefix("\(path)?change=") == true)
        #expect(try await desk.acme.document(id)?.state == state)
      }
      #expect(try await browser.get("\(path)?page=0").status == 404)
      #expect(try await browser.get("/acme/documents/\(desk.otherDocument)").status == 404)
    }
  }

  @Test func `an image needs a session, a document of the company, a page and a width`()
    async throws
  {
    let desk = try await PageDesk()
    try await desk.served { site in
      let path = "/acme/documents/\(desk.document)/pages"
      #expect(try await TestBrowser(site).get("\(path)/1.png").status == 401)
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      // Nothing makes images here.
      #expect(try await browser.get("\(path)/1.png").status == 503)
      for wrong in ["\(path)/0.png", "\(path)/x.png", "\(path)/1.jpg"] {
        #expect(try await browser.get(wrong).status == 404, "\(wrong)")
      }
      for width in ["159", "2401", "x", ""] {
        #expect(try await browser.get("\(path)/1.png?width=\(width)").status == 400)
      }
      let foreign = "/acme/documents/\(desk.otherDocument)/pages/1.png"
      #expect(try await browser.get(foreign).status == 404)
    }
  }

  @Test func `names are found for the script, those that two share by their ids`() async throws {
    let desk = try await PageDesk()
    let company = desk.acme.acting(as: .operator, at: PageDesk.moment)
    for name in ["Virtanen", "virtanen", "Möttönen <b>"] {
      _ = try await company.add(NewCustomer(name: name))
    }
    _ = try await desk.beta.acting(as: .operator, at: PageDesk.moment)
      .add(NewCustomer(name: "Virtanen Salainen"))
    try await desk.served { site in
      #expect(try await TestBrowser(site).get("/acme/customers/names").status == 401)
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let found = try await browser.get("/acme/customers/names?text=virta")
      struct Choice: Decodable { let id: Int64, name: String, value: String }
      let choices = try JSONDecoder().decode([Choice].self, from: Data(found.body))
      #expect(choices.count == 2 && choices.allSatisfy { $0.value == "\($0.id)" })
      let one = try await browser.get("/acme/customers/names?text=m%C3%B6tt")
      #expect(one["content-type"] == "application/json")
      #expect(
        try JSONDecoder().decode([Choice].self, from: Data(one.body)).map(\.value)
          == ["Möttönen <b>"])
      #expect(try await browser.get("/acme/contacts/names").text == "[]")
    }
  }

  @Test func `news come within a second of their commit, and tell who else looks`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      #expect(try await TestBrowser(site).get("/acme/events").status == 401)
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let connection = try site.connect()
      try await connection.send(
        "GET /acme/events HTTP/1.1\r\nHost: crm.example.fi\r\n\(browser.cookieLine)\r\n\r\n")
      let first = String(
        decoding: try await connection.read {
          String(decoding: $0, as: UTF8.self).contains("event: tasks\ndata: {\"count\": 0}")
        }, as: UTF8.self)
      #expect(first.lowercased().contains("content-type: text/event-stream"))
      #expect(first.contains("event: inbox\ndata: {\"count\": 1}"))
      let begin = ContinuousClock.now
      try await PageDesk.add("uusi.pdf", to: desk.acme, in: desk.store)
      try await PageDesk.add("toisen.pdf", to: desk.beta, in: desk.store)
      let next = String(
        decoding: try await connection.read {
          String(decoding: $0, as: UTF8.self).contains("event: documents\ndata")
        }, as: UTF8.self)
      #expect(next.contains("event: inbox\ndata: {\"count\": 2}"))
      #expect(ContinuousClock.now - begin < .seconds(20))
      let foreign = try await browser.get("/acme/events?document=\(desk.otherDocument)")
      #expect(foreign.status == 404)
    }
  }
}
