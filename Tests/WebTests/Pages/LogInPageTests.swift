import Foundation
import Records
import Testing

@testable import Web

@Suite struct LogInPageTests {
  @Test func `a person gets in by an invitation, and in and out by the password`() async throws {
    let desk = try await PageDesk()
    let token = try await desk.link(for: desk.matti, at: desk.acme)
    try await desk.served { site in
      let browser = TestBrowser(site)
      let page = try await browser.get("/password/\(token.text)")
      #expect(page.status == 200 && page.text.contains("matti@acme.example"))
      let refused = try await browser.post("/password/\(token.text)", ["password": "lyhyt"])
      #expect(refused.status == 422 && refused.text.contains("aria-describedby=\"advice refusal\""))
      #expect(!refused.text.contains("lyhyt"))

      let set = try await browser.post(
        "/password/\(token.text)", ["password": PageDesk.password])
      #expect(set.status == 303 && set["location"] == "/")
      let cookie = try #require(set.headers.first { $0.value.hasPrefix("__Host-session=") }?.value)
      for flag in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        #expect(cookie.contains(flag))
      }
      #expect(!cookie.contains("Domain") && !cookie.contains("Max-Age"))
      #expect(try await browser.get("/password/\(token.text)").status == 410)
      #expect(try await browser.get("/")["location"] == "/acme/documents?state=inbox")

      let old = browser[cookie: "__Host-session"]
      let out = try await browser.post("/logout", ["csrf": try await browser.formToken()])
      #expect(out.status == 303 && browser[cookie: "__Host-session"] == nil)
      browser[cookie: "__Host-session"] = old
      #expect(try await browser.get("/acme/documents").status == 303)

      let entered = try await browser.post(
        "/login", ["email": "MATTI@acme.example", "password": PageDesk.password])
      #expect(entered.status == 303 && entered["location"] == "/")
      #expect(browser[cookie: "__Host-session"] != old)
    }
  }

  @Test func `somebody who has not logged in is sent to log in, and comes back`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      _ = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let browser = TestBrowser(site)
      let sent = try await browser.get("/acme/documents?state=filed&text=a%20b")
      let place = try #require(sent["location"])
      #expect(sent.status == 303 && place.hasPrefix("/login?to="))
      let page = try await browser.get(place)
      let to = try #require(page.text.firstMatch(of: /name="to" value="([^"]*)"/)?.1)
      let entered = try await browser.post(
        "/login",
        [
          "email": "matti@acme.example", "password": PageDesk.password,
          "to": String(to).replacing("&amp;", with: "&"),
        ])
      #expect(entered["location"] == "/acme/documents?state=filed&text=a%20b")
    }
  }

  @Test(arguments: [
    "//evil.example", "https://evil.example", "/\\evil.example", "/a\u{0}b", "javascript:alert(1)",
    "/\u{09}/evil.example", " /x", "",
  ])
  func `the way back is a path of this site`(to: String) {
    #expect(LogInPage.ownPath(to) == "/")
  }

  @Test func `an unknown address and a wrong password are answered alike`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      _ = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      var texts: Set<String> = []
      for email in ["matti@acme.example", "eiole@acme.example"] {
        let answer = try await TestBrowser(site).post(
          "/login", ["email": email, "password": "väärä salasana"])
        #expect(answer.status == 422 && !answer.text.contains("väärä salasana"))
        texts.insert(answer.text.replacing(email, with: ""))
      }
      #expect(texts.count == 1)
    }
  }

  @Test func `the eleventh wrong password has to wait, from another browser`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let own = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let form = ["email": "matti@acme.example", "password": "väärä salasana"]
      let stranger = TestBrowser(site)
      for _ in 0..<10 { #expect(try await stranger.post("/login", form).status == 422) }
      let answer = try await stranger.post("/login", form)
      #expect(answer.status == 429)
      let wait = try #require(answer["retry-after"].flatMap(Int.init))
      #expect((1...3_600).contains(wait))
      _ = try await own.post("/logout", ["csrf": try await own.formToken()])
      let right = ["email": "matti@acme.example", "password": PageDesk.password]
      #expect(try await own.post("/login", right).status == 303)
      #expect(try await stranger.post("/login", right).status == 429)
      desk.clock.move(by: 3_601)
      #expect(try await stranger.post("/login", right).status == 303)
    }
  }

  @Test func `a forgotten password is answered the same, whoever asks`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      for email in ["matti@acme.example", "eiole@acme.example"] {
        let answer = try await TestBrowser(site).post("/login/forgotten", ["email": email])
        #expect(answer.status == 303 && answer["location"] == "/login?sent=1")
      }
      #expect(try await TestBrowser(site).post("/login/forgotten", ["email": " "]).status == 422)
      #expect(desk.asked.all == ["matti@acme.example", "eiole@acme.example"])
    }
  }

  @Test func `a form from elsewhere, or without the session's token, changes nothing`()
    async throws
  {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let other = try await desk.browser(of: desk.liisa, at: desk.beta, on: site)
      let token = try await browser.formToken()
      let foreign = try await other.formToken(on: "/beta/documents")
      #expect(try await browser.post("/logout").status == 403)
      #expect(try await browser.post("/logout", ["csrf": foreign]).status == 403)
      for origin in ["https://evil.example", "null", nil] {
        #expect(try await browser.post("/logout", ["csrf": token], from: origin).status == 403)
        let form = ["email": "matti@acme.example", "password": PageDesk.password]
        #expect(try await TestBrowser(site).post("/login", form, from: origin).status == 403)
      }
      #expect(try await browser.get("/acme/documents").status == 200)
    }
  }
}
