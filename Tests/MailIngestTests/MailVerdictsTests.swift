import Records
import Store
import Testing

@testable import MailIngest

@Suite struct MailVerdictsTests {
  private func route(switchedOff: Bool = false) async throws -> Route {
    let place = try await Installation()
    if switchedOff {
      var off = CompanyChange()
      off.active = .set(false)
      _ = try await place.acme.acting(as: .operator, at: Installation.now)
        .editCompany(off)
    }
    let company = try await place.acme.company()
    return Route(destinations: [.init(company: company, headerUsed: "To")])
  }

  private func verdicts(
    _ route: Route, _ nature: MailNature = .ordinary, documents: Int = 0, released: Bool = false
  ) -> [String] {
    MailVerdicts.decide(
      route: route, nature: nature, confirmation: nil, documents: documents, released: released
    ).map { "\($0.verdict.rawValue): \($0.reason)" }
  }

  @Test func `a mail's nature and its documents decide`() async throws {
    let route = try await route()
    #expect(verdicts(route) == ["empty: no document in it"])
    #expect(verdicts(route, documents: 1) == ["filed: 1 document"])
    #expect(verdicts(route, documents: 2) == ["filed: 2 documents"])
    #expect(verdicts(route, .automaticReply, documents: 1) == ["filed: 1 document"])
    #expect(
      verdicts(route, .automaticReply) == ["automatic: an automatic reply without a document"])
    #expect(
      verdicts(route, .bounce, documents: 1) == ["automatic: a bounce (delivery status report)"])
    #expect(verdicts(route, .bounce, documents: 1, released: true) == ["filed: 1 document"])
  }

  @Test func `a company that is switched off has its mail held, whatever it is`() async throws {
    let route = try await route(switchedOff: true)
    for nature in [MailNature.ordinary, .bounce, .automaticReply] {
      #expect(
        verdicts(route, nature, documents: 1) == ["held: the company's Mini-CRM is switched off"])
    }
  }

  @Test func `a mail for nobody is unroutable, and says whether an address looked like ours`() {
    #expect(
      verdicts(Route()) == ["unroutable: no company's address among those it was sent to"])
    #expect(
      verdicts(Route(sawUnknownAddress: true)).first?.contains("rotated or mistyped") == true)
  }

  @Test(arguments: [(1, 40_000, false), (2, 14_999, false), (2, 15_000, true), (3, 9_999, false)])
  func `a mail that would add more than 30,000 rows waits at each company`(
    companies: Int, parts: Int, isTooMuch: Bool
  ) {
    let outcomes = Array(
      repeating: MailOutcome(
        company: nil, verdict: .filed, reason: .filed(documents: 1), headerUsed: "To"),
      count: companies)
    let found = MailVerdicts.tooMany(outcomes, parts: parts)
    #expect((found != nil) == isTooMuch)
    #expect(found?.allSatisfy { $0.verdict == .failed && $0.headerUsed == "To" } ?? true)
  }
}
