import Foundation
import HTTPTypes
import Records
import Testing

@testable import Web

/// Rules that every route of the site keeps.
@Suite struct EveryRouteTests {
  private static let headers = [
    "content-security-policy", "x-content-type-options", "referrer-policy",
    "cross-origin-opener-policy", "cache-control",
  ]

  @Test func `every route carries the headers, and shows nobody a company's page`()
    async throws
  {
    let desk = try await PageDesk()
    try await desk.served { site in
      let routes = await Self.routes(desk)
      #expect(routes.count > 8)
      for route in routes {
        let path = route.path.description.replacing("{c}", with: "acme")
          .replacing("{id}", with: "\(desk.document)").replacing("{token}", with: "abc")
          .replacing("{name}", with: "none").replacing("{n}", with: "1")
        let browser = TestBrowser(site)
        let answer =
          route.method == .get ? try await browser.get(path) : try await browser.post(path)
        for name in Self.headers { #expect(answer[name] != nil, "\(path) \(name)") }
        #expect(answer.status < 500, "\(path): \(answer.status)")
        #expect(!answer.text.contains("lasku.pdf"), "\(path)")
        if answer.status == 401 {
          // An answer that is no page has no way to log in.
          #expect(path.hasSuffix("/names") || path.hasSuffix(".png") || path.hasSuffix("/events"))
        } else if route.path.description.hasPrefix("/{c}") {
          let way = route.method == .get ? "/login?to=" : "/login"
          #expect(answer.status == 303 && answer["location"]?.hasPrefix(way) == true, "\(path)")
        }
      }
    }
  }

  @Test func `what changes something is refused without a page of ours`() async throws {
    let desk = try await PageDesk()
    try await desk.served { site in
      for route in await Self.routes(desk) where route.method != .get {
        let path = route.path.description.replacing("{token}", with: "abc")
        let answer = try await TestBrowser(site).post(path, from: "https://evil.example")
        #expect(answer.status == 403, "\(path)")
      }
    }
  }

  private static func routes(_ desk: PageDesk) async -> [Route] {
    let access = desk.access
    return Reception(
      access, origin: ServedSite.origin, forgottenPassword: { _ in }, now: { PageDesk.moment }
    ).routes { true }.routes
  }
}
