import Foundation
import Records
import Testing

@testable import Store

@Suite struct LogInLimitTests {
  @Test(arguments: ["matti@acme.example", "nobody@nowhere.example"])
  func `ten attempts on an address fail in an hour, whether somebody has it or not`(
    email: String
  ) async throws {
    let hall = try await AccessHall()
    _ = try await hall.enter(by: try await hall.invite(hall.matti))
    for number in 0..<10 {
      #expect(try await hall.attempt(email, from: "192.0.2.\(number)") != nil)
    }
    #expect(try await hall.attempt(email.uppercased(), from: "198.51.100.1") == nil)
    #expect(try await hall.attempt("maija@acme.example", from: "192.0.2.1") != nil)
    #expect(try await hall.attempt(email, at: now + 3_600) != nil)
  }

  @Test func `a browser that has logged in before has a count of its own`() async throws {
    let hall = try await AccessHall()
    let session = NewSession(browser: nil, replacing: nil)
    _ = try await hall.enter(by: try await hall.invite(hall.matti), session)
    for number in 0..<10 {
      _ = try await hall.attempt("matti@acme.example", from: "192.0.2.\(number)")
    }
    #expect(try await hall.attempt("matti@acme.example") == nil)
    for _ in 0..<10 {
      #expect(
        try await hall.attempt("matti@acme.example", browser: session.browser) != nil)
    }
    #expect(try await hall.attempt("matti@acme.example", browser: session.browser) == nil)
    #expect(try await hall.attempt("matti@acme.example", browser: .random()) == nil)
  }

  @Test func `fifty attempts from an address fail in an hour, whomever they are on`()
    async throws
  {
    let hall = try await AccessHall()
    for number in 0..<50 {
      let peer = "2001:db8:1:2::\(String(number, radix: 16))"
      #expect(try await hall.attempt("a\(number)@acme.example", from: peer) != nil)
    }
    #expect(try await hall.attempt("b@acme.example", from: "2001:db8:1:2:9::1") == nil)
    #expect(try await hall.attempt("b@acme.example", from: "2001:db8:1:3::1") != nil)
  }

  @Test func `an attempt that succeeds is not counted`() async throws {
    let hall = try await AccessHall()
    _ = try await hall.enter(by: try await hall.invite(hall.matti))
    for _ in 0..<30 {
      let counted = try #require(try await hall.attempt("matti@acme.example"))
      let session = NewSession(browser: nil, replacing: nil)
      #expect(try await hall.store.completeLogIn(counted, session, now: now) != nil)
    }
  }

  @Test func `no address of those who try is kept`() async throws {
    let hall = try await AccessHall()
    _ = try await hall.attempt("nobody@nowhere.example", from: "192.0.2.77")
    let rows = try await hall.store.engine.read { transaction in
      try transaction.rows("SELECT subject, at FROM failedLogIn").map { "\($0)" }
    }
    #expect(rows.count == 2)
    #expect(!rows.contains { $0.contains("nobody") || $0.contains("192.0.2.77") })
  }
}
