import Foundation
import Records
import Store
import Testing

@testable import Web

/// Odottavat and Miksi?
@Suite struct MailPagesTests {
  private static let hostile = "\u{0600}<script>alert(1)</script>"
  private static let empty = """
    From: Maija <maija@example.fi>
    Subject: Lasku linkkin=?utf-8?q?=C3=A4?=
    Content-Type: text/plain; charset=utf-8

    Lasku on osoitteessa https://laskut.example.fi/1
    """
  private static let plain = """
    From: \(hostile) <m@example.fi>
    Subject: \(hostile)
    Content-Type: text/plain; charset=utf-8

    Terve
    """

  @Test func `mails without a document are listed with their reason, and nobody else's`()
    async throws
  {
    let desk = try await PageDesk()
    let own = try await desk.mail(Self.empty, to: desk.acme)
    let other = try await desk.mail(
      Self.empty.replacing("Lasku", with: "Salainen"), to: desk.beta)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let list = try await browser.get("/acme/mails")
      #expect(list.status == 200 && list.text.contains("<h1>Odottavat</h1>"))
      #expect(list.text.contains("/acme/mails/\(own.rawValue)"))
      #expect(list.text.contains("siinä ei ole dokumenttia") && !list.text.contains("Salainen"))
      let page = try await browser.get("/acme/mails/\(own.rawValue)")
      #expect(page.status == 200 && page.text.contains("Viestissä on linkki eikä tiedostoa"))
      #expect(page.text.contains("text/plain") && page.text.contains("Viestin teksti"))
      #expect(try await browser.get("/acme/mails/\(other.rawValue)").status == 404)
      #expect(try await browser.get("/acme/mails?text=olematon").text.contains("ei löytynyt"))
    }
  }

  @Test func `a mail becomes a document after all, or is let go of`() async throws {
    let desk = try await PageDesk()
    let (kept, gone) = (
      try await desk.mail(Self.empty, to: desk.acme), try await desk.mail(Self.plain, to: desk.acme)
    )
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let token = try await browser.formToken()
      let (first, second) = ("/acme/mails/\(kept.rawValue)", "/acme/mails/\(gone.rawValue)")
      let released = try await browser.post("\(first)/release", ["csrf": token])
      #expect(released.status == 303 && released["location"] == first)
      #expect(try await desk.acme.mail(kept)?.verdict == .filed)
      #expect(try await desk.acme.documents(DocumentQuery(state: .inbox)).count == 2)
      let discarded = try await browser.post("\(second)/discard", ["csrf": token])
      #expect(discarded.status == 303)
      #expect(try await desk.acme.mail(gone)?.isDiscarded == true)
      #expect(try await browser.post("\(second)/release", ["csrf": token]).status == 422)
      #expect(try await browser.post("\(first)/discard", ["csrf": token]).status == 422)
      let all = try await browser.get("/acme/mails?state=all").text
      #expect(all.contains(first) && all.contains(second))
      #expect(!(try await browser.get("/acme/mails")).text.contains("\"\(first)\""))
    }
  }

  @Test func `hostile senders and subjects stay text`() async throws {
    let desk = try await PageDesk()
    let id = try await desk.mail(Self.plain, to: desk.acme)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      for path in ["/acme/mails", "/acme/mails/\(id.rawValue)"] {
        let page = try await browser.get(path)
        #expect(page.status == 200 && !page.text.utf8.contains("<script>alert".utf8), "\(path)")
      }
    }
  }
}
