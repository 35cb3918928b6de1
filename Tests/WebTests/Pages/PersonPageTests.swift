import Foundation
import Records
import Store
import Testing

@testable import Web

/// The persons who may be taken away, and the ways in of those who stay.
@Suite struct PersonPageTests {
  @Test func `the last admin who can log in stays one, whoever asks, and how many do`() async throws
  {
    let desk = try await PageDesk()
    let kaisa = try await desk.acme.acting(as: .operator, at: PageDesk.moment).addPerson(
      NewPerson(name: "Kaisa", email: "kaisa@acme.example", role: .admin)
    ).id
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let persons = "/acme/settings/persons"
      let (own, other) = ("\(persons)/\(desk.matti.rawValue)", "\(persons)/\(kaisa.rawValue)")
      let list = try await browser.get(persons).text
      #expect(list.contains("on tunnus") && list.contains("ei kutsuttu"))
      // Kaisa, who never logged in, could not go on alone.
      for (verb, form) in [("edit", ["email": "uusi@acme.example"]), ("archive", [:])] {
        let refused = try await browser.post(
          "\(own)/\(verb)", form.merging(["csrf": token]) { $1 })
        #expect(refused.status == 422 && refused.text.contains("muuta ylläpitäjää"), "\(verb)")
      }
      #expect(try await browser.post("\(other)/invite", ["csrf": token]).status == 303)
      #expect(try await browser.get(persons).text.contains("kutsuttu, linkin viimeinen hetki"))
      let kaisas = try await desk.browser(of: kaisa, at: desk.acme, on: site)
      let kaisasToken = try await kaisas.formToken()
      async let first = browser.post("\(other)/archive", ["csrf": token])
      async let second = kaisas.post("\(own)/archive", ["csrf": kaisasToken])
      // The slower one was removed meanwhile, or is the last.
      _ = try await (first, second)
      let left = try await desk.acme.persons().filter { $0.role == .admin }
      #expect(left.count == 1)
    }
  }

  @Test func `open tasks go to nobody of another company`() async throws {
    let desk = try await PageDesk()
    let acting = desk.acme.acting(as: .operator, at: PageDesk.moment)
    let kaisa = try await acting.addPerson(NewPerson(name: "Kaisa", email: "kaisa@acme.example"))
    let task = try await acting.addTask(
      NewTask(
        person: kaisa.email, description: "Soita",
        date: try #require(CivilDate(written: "2026-05-01"))))
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/settings/persons/\(kaisa.id.rawValue)/archive"
      let refused = try await browser.post(
        path, ["csrf": token, "person": "liisa@beta.example"])
      #expect(refused.status == 422 && refused.text.contains("archive-person-about"))
      #expect(try await desk.acme.person(kaisa.id)?.removed == false)
      let done = try await browser.post(path, ["csrf": token, "person": "matti@acme.example"])
      #expect(done.status == 303)
      #expect(try await desk.acme.task(task.id)?.person == desk.matti)
    }
  }

  @Test func `where no mail is sent, the page says who gives the links`() async throws {
    let desk = try await PageDesk()
    try await desk.served(sendsMail: false) { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let one = "/acme/settings/persons/\(desk.matti.rawValue)"
      for path in ["/acme/settings/persons", one] {
        let page = try await browser.get(path).text
        #expect(page.contains("Järjestelmä ei lähetä sähköpostia"))
        #expect(!page.contains("/invite\"") && !page.contains("name=\"invite\""))
      }
      let refused = try await browser.post("\(one)/invite", ["csrf": token])
      #expect(refused.status == 422 && refused.text.contains("ei lähetä sähköpostia"))
      let person = ["csrf": token, "name": "K", "email": "k@acme.example", "invite": "1"]
      #expect(try await browser.post("/acme/settings/persons/add", person).status == 422)
      #expect(try await desk.acme.persons().count == 1)
    }
  }

  @Test func `wrong present passwords are counted, and end in a pause`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let path = "/acme/settings/own/password"
      var statuses: [Int] = []
      for _ in 0..<30 where statuses.last != 429 {
        let answer = try await browser.post(
          path, ["csrf": token, "old": "väärä salasana", "password": "aivan uusi sana"])
        statuses.append(answer.status)
      }
      #expect(statuses.last == 429 && statuses.dropLast().allSatisfy { $0 == 422 }, "\(statuses)")
      let right = try await browser.post(
        path, ["csrf": token, "old": PageDesk.password, "password": "aivan uusi sana"])
      #expect(right.status == 429)
      desk.clock.move(by: 3_600)
      let done = try await browser.post(
        path, ["csrf": token, "old": PageDesk.password, "password": "aivan uusi sana"])
      #expect(done.status == 303)
      let next = try #require(done["location"])
      #expect(try await browser.get(next).text.contains("Salasana on vaihdettu"))
    }
  }
}
