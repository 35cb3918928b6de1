import Foundation
import Records
import Testing

@testable import Web

@Suite struct DocumentsPageTests {
  @Test func `the Inbox lists the company's documents, and nobody else's`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let page = try await browser.get("/acme/documents?state=inbox")
      #expect(page.status == 200 && page.text.contains("<h1>Saapuneet</h1>"))
      #expect(page.text.contains("lasku.pdf") && !page.text.contains("salainen.pdf"))
      #expect(page.text.contains("<html lang=\"fi\">"))
      let filed = try await browser.get("/acme/documents?state=filed")
      #expect(filed.status == 200 && !filed.text.contains("lasku.pdf"))
    }
  }

  @Test func `another company's pages and documents do not exist`() async throws {
    let desk = try await PageDesk()
    let before = try await desk.store.documentTotals().documents
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let (own, other) = (desk.document, desk.otherDocument)
      for path in [
        "/beta/documents", "/nowhere/documents", "/beta/documents/\(other)/file",
        "/acme/documents/\(other)/file", "/beta/documents/\(own)/file",
        "/acme/documents?after=\(other)", "/acme/documents/999999/file",
        "/acme/documents/0/file", "/acme/documents/+1/file", "/acme/documents/x/file",
      ] {
        let answer = try await browser.get(path)
        #expect(answer.status == 404, "\(path)")
        #expect(!answer.text.contains("salainen"), "\(path)")
      }
      #expect(try await browser.get("/acme/documents/\(own)/file").status == 200)
    }
    #expect(try await desk.store.documentTotals().documents == before)
  }

  @Test func `a file goes out as an attachment that runs nowhere`() async throws {
    let desk = try await PageDesk()
    let id = try await PageDesk.add(
      "lasku <b>\"; å\u{202E}.svg", to: desk.acme, in: desk.store)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let answer = try await browser.get("/acme/documents/\(id)/file")
      #expect(answer.status == 200)
      #expect(answer["content-type"] == "application/octet-stream")
      #expect(answer["content-security-policy"] == "sandbox; default-src 'none'")
      #expect(answer["x-content-type-options"] == "nosniff")
      #expect(answer["cache-control"] == "private, no-cache")
      let disposition = try #require(answer["content-disposition"])
      #expect(disposition.hasPrefix("attachment; filename=\""))
      #expect(!disposition.contains("\u{202E}"))
      let part = try await browser.get("/acme/documents/\(id)/file", "Range: bytes=-4")
      #expect(part.status == 206 && part.text == ".svg")
      let tag = try #require(answer["etag"])
      let same = try await browser.get("/acme/documents/\(id)/file", "If-None-Match: \(tag)")
      #expect(same.status == 304)
    }
  }

  @Test(arguments: ["\u{0600}<script>alert(1)</script>", "\"\u{0301} onmouseover=alert(1) x=\""])
  func `hostile titles and searches stay text`(text: String) async throws {
    let desk = try await PageDesk()
    try await PageDesk.add("a.pdf", title: text, to: desk.acme, in: desk.store)
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      for path in ["/acme/documents", "/acme/documents?text=\(PercentCoding.encoded(text))"] {
        let page = try await browser.get(path)
        #expect(page.status == 200)
        #expect(!page.text.utf8.contains("<script>alert".utf8))
        #expect(!page.text.contains(#/[^;]\u{0301}? onmouseover=alert\(1\) x="/#))
      }
    }
  }

  @Test func `a long list goes on behind its last row`() async throws {
    let desk = try await PageDesk()
    for number in 1...60 {
      try await PageDesk.add("tiedosto-\(number).pdf", to: desk.acme, in: desk.store)
    }
    try await desk.served { site in
      let browser = try await desk.browser(of: desk.matti, at: desk.acme, on: site)
      let first = try await browser.get("/acme/documents?state=inbox")
      let more = try #require(
        first.text.firstMatch(of: #/href="([^"]*after=[^"]*)"/#)?.1)
      let second = try await browser.get(String(more).replacing("&amp;", with: "&"))
      let names = [first, second].map { page in
        Set(page.text.matches(of: /tiedosto-\d+\.pdf|lasku\.pdf/).map { String($0.0) })
      }
      #expect(names[0].count == 50 && names[1].count == 11)
      #expect(names[0].isDisjoint(with: names[1]))
      #expect(!second.text.contains("after="))
    }
  }
}
