import Foundation
import GRDB
import Records
import Testing

@testable import Store

/// The bounds of an erasure, and its reach beyond the company's rows.
@Suite struct ErasureBoundTests {
  private let desk: ErasureDesk

  init() async throws { desk = try await ErasureDesk() }

  @Test func `a further name that stands in many texts about others is refused`() async throws {
    for number in 1...120 { try await desk.store.note("Iso Oy, tilaus \(number)", desk.scope.id) }
    let before = try desk.fixture.rows(of: "logEntry")
    let request = ErasureRequest(also: ["Iso Oy", "Masa"])
    let error = await #expect(throws: StoreError.self) {
      _ = try await desk.scope.acting(as: .operator, at: now).eraseContact(desk.contact, request)
    }
    #expect(
      error?.refusal
        == Refusal(
          of: .furtherName,
          .request(.reachesTooFar([.init(name: "Iso Oy", texts: 120)], most: 100))))
    #expect(
      error?.description
        == "further name: “Iso Oy” stands in 120 texts about others, more than 100; "
        + "name more of it")
    #expect(try desk.fixture.rows(of: "logEntry") == before)
    var allowed = request
    allowed.mostOthers = 120
    let report = try await desk.scope.acting(as: .operator, at: now).eraseContact(
      desk.contact, allowed)
    #expect(report.reached == ["Iso Oy": 120, "Masa": 0] && report.others >= 120)
  }

  @Test func `a held mail that a further name stands in is still released`() async throws {
    let held = try #require(try await desk.scope.mails(MailQuery(verdict: .held)).first)
    let mails =
      "SELECT reasonCode, reasonArguments, waits, subject, sender FROM mail WHERE raw NOT NULL"
    let before = try desk.fixture.query(mails)
    let report = try await desk.eraseContact(also: ["Mini", "company"], withHeld: false)
    #expect(report.reached["Mini"] == 0)
    #expect(try desk.fixture.query(mails) == before)
    #expect(try await desk.store.mail(held.id)?.waitsForCompany == true)
  }

  @Test func `of a reason only what it quotes is masked, never its code`() async throws {
    let reasons: [MailReason] = [
      .fetchRefused("NO no access for Maija Kvastela"), .older("kieltäytyi: Maija Kvastela"),
      .larger(than: 12), MailReason(.noDocument),
    ]
    let mails = try reasons.enumerated().map { index, reason in
      var mail = try desk.fixture.mail(
        uid: UInt32(30 + index),
        to: [MailOutcome(company: desk.scope.id, verdict: .failed, reason: reason)])
      mail.raw = nil
      return mail
    }
    let ids = try await desk.fixture.file(mails).map(\.mail.id)
    try await desk.eraseContact(also: ["older", "larger", "noDocument", "fetchRefused"])
    let kept = try await desk.store.mails().filter { ids.contains($0.id) }.reversed().map(\.reason)
    #expect(
      kept == [
        .fetchRefused("NO no access for (poistettu)"), .older("kieltäytyi: (poistettu)"),
        .larger(than: 12), MailReason(.noDocument),
      ])
    #expect(try desk.traces(of: ErasureDesk.maija) == [])
  }

  @Test func `undecided mails are told and stay, unless asked for`() async throws {
    let held = try await desk.scope.mails(MailQuery(verdict: .held)).filter {
      $0.sender == "maija@kvast.example"
    }.map(\.id)
    let report = try await desk.eraseContact(withHeld: false)
    #expect(report.remains.undecided == held && held.count == 1 && report.discarded == 0)
    #expect(try await desk.store.rawMail(of: held[0]) != nil)
    #expect(try await desk.store.mail(held[0])?.sender == "maija@kvast.example")
    #expect(try await desk.store.parts(of: held[0]).map(\.fileName) == ["lasku1.pdf"])
    var again = ErasureRequest(also: ["maija@kvast.example"])
    again.withHeld = true
    let second = try await desk.scope.acting(as: .operator, at: now).eraseContact(
      desk.contact, again)
    #expect(second.remains.undecided == [] && second.discarded == 1)
    _ = try await desk.store.removeTraces()
    #expect(try desk.traces(of: ErasureDesk.maija) == [])
  }

  @Test func `discarded mails of no company are reached`() async throws {
    var mail = try desk.fixture.mail(
      uid: 20, subject: "Terveisin Maija", to: [.unroutable], holding: ["x"], digest: "20")
    mail.sender = "Maija@Kvast.example"
    mail.parts[0].fileName = "Maija Kvastelan kuitti.pdf"
    var other = try desk.fixture.mail(
      uid: 21, subject: "Maija Kvastelalle", to: [.unroutable], holding: ["y"], digest: "21")
    other.sender = "joku@muu.example"
    let filed = try await desk.fixture.file([mail, other])
    for one in filed { _ = try await desk.store.discard(one.mail.id, by: .operator, now: now) }
    let report = try await desk.eraseContact()
    #expect(report.mails == 5)
    let (own, named) = (filed[0].mail.id, filed[1].mail.id)
    let first = try #require(try await desk.store.mail(own))
    #expect(first.sender == nil && first.subject == nil && first.isDiscarded)
    #expect(try await desk.store.parts(of: own).map(\.fileName) == ["(poistettu) kuitti.pdf"])
    let second = try #require(try await desk.store.mail(named))
    #expect(second.sender == "joku@muu.example" && second.subject == "(poistettu)")
    #expect(try desk.traces(of: ErasureDesk.maija) == [])
  }

  @Test func `names of groups are masked, and stay apart`() async throws {
    for path in ["Maija Kvastela", "Kvastela Maija/Maija Kvastelan", "Muu"] {
      _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: path)
    }
    #expect(try await desk.eraseContact().groups == 3)
    let paths = try await desk.scope.groups().map(\.path)
    #expect(paths.count == 4 && paths.contains("(poistettu)") && paths.contains("Muu"))
    #expect(paths.contains { $0.hasPrefix("(poistettu) ") && $0.hasSuffix("/(poistettu)") })
    #expect(try desk.traces(of: ErasureDesk.maija) == [])
  }

  @Test func `invoices keep all but the name, and lose all when asked`() async throws {
    func invoice(_ desk: ErasureDesk) async throws -> LogEntry {
      try #require(
        try await desk.scope.log.search(LogQuery(kinds: [.invoice])).entries.first)
    }
    try await desk.eraseContact()
    let kept = try await invoice(desk)
    #expect(kept.text == "Lasku (poistettu)" && kept.erasedBy != nil)
    func found(_ text: String) async throws -> Int {
      try await desk.scope.log.search(LogQuery(kinds: [.invoice], text: text)).entries.count
    }
    #expect(try await found("lasku poistettu") == 1)
    #expect(try await found("kvast") == 0)
    #expect(try await desk.scope.log.verify().isIntact)

    let other = try await ErasureDesk()
    try await other.eraseContact(withInvoices: true)
    let gone = try await invoice(other)
    #expect(gone.text == "(poistettu, ks. merkintä \(gone.erasedBy?.rawValue ?? 0))")
    #expect(try await other.scope.log.verify().isIntact)
  }

  @Test func `a masked invoice is emptied by a later erasure`() async throws {
    try await desk.eraseContact()
    try await desk.eraseContact(also: ["Lasku"], withInvoices: true)
    let entry = try #require(
      try await desk.scope.log.search(LogQuery(kinds: [.invoice])).entries.first)
    #expect(entry.text == "(poistettu, ks. merkintä \(entry.erasedBy?.rawValue ?? 0))")
    #expect(try await desk.scope.log.verify().isIntact)
  }
}
