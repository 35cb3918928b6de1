import Foundation
import HTTPTypes
import Records
import Store
import Testing

@testable import Web

/// Rules that every form of a company keeps, whatever it changes.
@Suite struct EveryFormTests {
  /// A desk with a record of each kind in both companies, and an accountant.
  private struct Ground {
    let desk: PageDesk
    let accountant: PersonID
    /// Ids by the name of their kind's pages.
    let own: [String: Int64]
    let foreign: [String: Int64]

    init() async throws {
      desk = try await PageDesk()
      accountant = try await desk.acme.acting(as: .operator, at: PageDesk.moment).addPerson(
        NewPerson(name: "Kirsi", email: "kirsi@tilit.example", role: .accountant)
      ).id
      own = try await Self.records(
        of: desk.acme, document: desk.document, person: desk.matti,
        mail: desk.mail(Self.mail, to: desk.acme))
      foreign = try await Self.records(
        of: desk.beta, document: desk.otherDocument, person: desk.liisa,
        mail: desk.mail(Self.mail, to: desk.beta))
    }

    private static let mail = "Subject: Salainen\nContent-Type: text/plain\n\nTerve"

    private static func records(
      of scope: CompanyScope, document: Int64, person: PersonID, mail: MailID
    ) async throws -> [String: Int64] {
      let company = scope.acting(as: .operator, at: PageDesk.moment)
      let customer = try await company.add(NewCustomer(name: "Salainen Oy")).record
      let contact = try await company.add(NewContact(name: "Maija"), to: customer.id).record
      let email = try #require(try await scope.person(person)?.email)
      let task = try await company.addTask(
        NewTask(
          person: email, description: "Soita", date: try #require(CivilDate("2030-03-05"))))
      let group = try await company.addGroup(path: "Myynti")
      return [
        "documents": document, "customers": customer.id.rawValue,
        "contacts": contact.id.rawValue, "tasks": task.id.rawValue,
        "groups": group.id.rawValue, "persons": person.rawValue, "mails": mail.rawValue,
      ]
    }

    /// The heads of both companies' logs: all that changes anything is in one of them.
    func heads() async throws -> [String] {
      var heads: [String] = []
      for scope in [desk.acme, desk.beta] {
        heads.append("\(try await scope.log.verify())")
      }
      return heads
    }

    func forms() -> [Route] {
      let reception = Reception(
        desk.access, origin: ServedSite.origin, forgottenPassword: { _ in },
        now: { PageDesk.moment })
      return reception.routes { true }.routes.filter {
        $0.method == .post && $0.path.description.hasPrefix("/{c}")
      }
    }

    /// The path of a form with the ids of the records.
    static func path(_ route: Route, at company: String, _ ids: [String: Int64]) -> String {
      let path = route.path.description
      let kind = ids.keys.first { path.contains("/\($0)/") } ?? "documents"
      return path.replacing("{c}", with: company).replacing("{id}", with: "\(ids[kind] ?? 0)")
    }
  }

  @Test func `no form changes anything without a session, its token, the role, or the company`()
    async throws
  {
    let ground = try await Ground()
    let desk = ground.desk
    try await desk.served { site in
      let admin = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let other = try await desk.browser(of: desk.liisa, at: desk.beta, on: site)
      let accountant = try await desk.browser(of: ground.accountant, at: desk.acme, on: site)
      let foreign = try await other.formToken(on: "/beta/documents")
      let token = try await admin.formToken()
      let readers = try await accountant.formToken()
      let before = try await ground.heads()
      let forms = ground.forms()
      #expect(forms.count > 4)
      for route in forms {
        let path = Ground.path(route, at: "acme", ground.own)
        let nobody = try await TestBrowser(site).post(path, ["csrf": token])
        #expect(nobody.status == 303 && nobody["location"] == "/login", "\(path)")
        for wrong in [["csrf": foreign], ["csrf": ""], [:]] {
          #expect(try await admin.post(path, wrong).status == 403, "\(path)")
        }
        let elsewhere = try await admin.post(path, ["csrf": token], from: "https://evil.example")
        #expect(elsewhere.status == 403, "\(path)")
        #expect(try await other.post(path, ["csrf": foreign]).status == 404, "\(path)")
        if !path.contains("/settings/own") {
          #expect(try await accountant.post(path, ["csrf": readers]).status == 403, "\(path)")
        }
        if route.path.description.contains("{id}") {
          let others = Ground.path(route, at: "acme", ground.foreign)
          let answer = try await admin.post(
            others,
            ["csrf": token, "name": "x", "customer": "\(ground.own["customers", default: 0])"])
          #expect(answer.status == 404, "\(others): \(answer.status)")
        }
      }
      #expect(try await ground.heads() == before)
    }
  }

  @Test func `another company's record in a field is refused at the field`() async throws {
    let ground = try await Ground()
    let desk = ground.desk
    let before = try await ground.heads()
    try await desk.served { site in
      let admin = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await admin.formToken()
      for route in ground.forms() {
        let path = Ground.path(route, at: "acme", ground.own)
        for field in ["customer", "contact"] {
          let id = ground.foreign["\(field)s", default: 0]
          let answer = try await admin.post(
            path,
            [
              "csrf": token, field: "\(id)", "name": "Nimi", "date": "5.3.2030",
              "description": "Soita", "person": "matti@acme.example",
            ])
          #expect(answer.status < 500, "\(path): \(answer.status)")
          #expect(!answer.text.contains("liisa@beta.example"), "\(path)")
        }
      }
    }
    #expect(try await ground.heads()[1] == before[1])
  }
}
