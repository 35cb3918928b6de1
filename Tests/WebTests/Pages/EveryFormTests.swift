import Foundation
import HTTPTypes
import Records
import Store
import Testing

@testable import Web

/// Rules that every form of a company keeps, whatever it changes.
@Suite struct EveryFormTests {
  @Test func `no form changes anything without a session, its token, the role, or the company`()
    async throws
  {
    let ground = try await PageGround()
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
        let path = PageGround.path(route, at: "acme", ground.own)
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
          let others = PageGround.path(route, at: "acme", ground.foreign)
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
    let ground = try await PageGround()
    let desk = ground.desk
    let before = try await ground.heads()
    try await desk.served { site in
      let admin = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await admin.formToken()
      for route in ground.forms() {
        let path = PageGround.path(route, at: "acme", ground.own)
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
