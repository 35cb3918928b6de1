import Foundation
import Records
import Testing

@testable import Store

@Suite struct FilingTests {
  @Test func `each attachment of a filed mail is a document in the Inbox, logged once`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let mail = try fixture.mail(uid: 5, to: [.filed(scope)], holding: ["yksi", "kaksi", "yksi"])
    let filed = try await fixture.file([mail], nextUID: 6)
    #expect(filed.count == 1)
    #expect(filed[0].uid == 5)
    #expect(filed[0].mail.verdict == .filed)
    #expect(!filed[0].mail.hasRaw)
    let documents = try await scope.documents()
    #expect(documents.map(\.fileName) == ["lasku3.pdf", "lasku2.pdf", "lasku1.pdf"])
    #expect(documents.map(\.id) == filed[0].mail.documents.reversed())
    #expect(documents.map(\.state) == [.inbox, .inbox, .inbox])
    #expect(documents[0].duplicateOf == documents[2].id)
    #expect(documents[0].sha256 == documents[2].sha256)
    #expect(documents[1].duplicateOf == nil)
    #expect(documents[1].size == 5)
    #expect(documents[1].declaredMediaType == "application/octet-stream")
    let entries = try await scope.log.search(LogQuery()).entries
    #expect(entries.map(\.kind) == [.documentReceived, .documentReceived, .documentReceived])
    #expect(entries[2].text == "Sähköpostista saapui lasku1.pdf (matti@example.fi: Lasku)")
    #expect(entries[2].document == documents[2].id)
    #expect(try await scope.log.verify().isIntact)
    let parts = try await fixture.store.parts(of: filed[0].mail.id)
    #expect(parts.map(\.path) == ["1.1", "1.2", "1.3"])
    #expect(parts.map(\.document) == filed[0].mail.documents)
    let position = try await fixture.begin()
    #expect(position.nextUID == 6)
    #expect(
      Set(try await fixture.store.settledCopies(of: Array(1...20), in: position.folder).keys) == [5]
    )
  }

  @Test func `a mail to two companies is filed in both, seen by each alone`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta", language: .english)
    let filed = try await fixture.file([
      try fixture.mail(
        uid: 1, to: [.filed(acme), .filed(beta)], holding: ["sama"], digest: "mail")
    ])
    #expect(filed.map(\.mail.company) == [acme.id, beta.id])
    let inAcme = try #require(try await acme.documents().first)
    let inBeta = try #require(try await beta.documents().first)
    #expect(inAcme.sha256 == inBeta.sha256)
    #expect(inBeta.duplicateOf == nil)
    #expect(try await beta.document(inAcme.id) == nil)
    #expect(try await beta.mail(filed[0].mail.id) == nil)
    #expect(try await beta.mails().map(\.id) == [filed[1].mail.id])
    await #expect(throws: StoreError.self) {
      _ = try await beta.acting(as: .operator, at: now).archive(inAcme.id)
    }
    let entry = try #require(try await beta.log.search(LogQuery()).entries.first)
    #expect(entry.text == "By mail came lasku1.pdf (matti@example.fi: Lasku)")
    #expect(try await fixture.store.owner(of: inBeta.id)?.id == beta.id)
  }

  @Test func `the same mail again changes nothing`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let mail = try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"], digest: "mail")
    let first = try await fixture.file([mail])
    let again = try await fixture.file([mail])
    #expect(again == first)
    #expect(try await scope.documents().count == 1)
    #expect(try await scope.log.verify().entries == 1)
  }

  @Test func `the same content elsewhere is a duplicate, for this company only`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    let first = try await fixture.file([
      try fixture.mail(uid: 1, to: [.filed(acme)], holding: ["a"], digest: "mail")
    ])
    let copies = try await fixture.file([
      try fixture.mail(uid: 2, to: [.filed(acme), .filed(beta)], holding: ["a"], digest: "mail"),
      try fixture.mail(uid: 3, to: [.held(acme)], holding: ["a"], digest: "mail"),
      try fixture.mail(uid: 4, to: [.filed(acme)], holding: ["a"], digest: "other"),
    ])
    #expect(copies.map(\.mail.verdict) == [.duplicate, .filed, .duplicate, .filed])
    #expect(copies[0].mail.reason == .sameContent(as: first[0].mail.id))
    #expect(try await acme.documents().count == 2)
    #expect(try await beta.documents().count == 1)
  }

  @Test func `one place on the server has one row without a company`() async throws {
    let fixture = try await StoreFixture()
    let first = try await fixture.file([
      try fixture.mail(uid: 1, to: [.unroutable], digest: "mail")
    ])
    let again = try await fixture.file([
      try fixture.mail(uid: 1, to: [.unroutable], digest: "mail"),
      try fixture.mail(uid: 2, to: [.unroutable], digest: "mail"),
    ])
    #expect(again[0] == first[0])
    #expect(again[1].mail.verdict == .unroutable)
    #expect(try await fixture.store.mails(MailQuery(verdict: .unroutable)).count == 2)
    #expect(throws: (any Error).self) {
      try fixture.tamper(
        """
        INSERT INTO mail (mailboxFolder, uid, verdict, reasonCode, size, receivedAt, fetched)
          VALUES (1, 1, 'unroutable', '', 0, 0, 1)
        """)
    }
  }

  @Test func `one mail that can't be stored fails alone, with the reason and its raw bytes`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    var broken = try fixture.mail(
      uid: 2, subject: "Rikki", to: [.filed(scope)], holding: ["b", "c"], digest: "2")
    broken.parts[1].fileName = ""
    var bodiless = try fixture.mail(uid: 3, to: [.filed(scope)], holding: ["d"], digest: "3")
    bodiless.parts[0].blob = nil
    let nowhere = MailOutcome(
      company: CompanyID(rawValue: 99), verdict: .filed, reason: MailReason(.noDocument))
    let filed = try await fixture.file([
      try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"], digest: "1"),
      broken, bodiless,
      try fixture.mail(uid: 4, to: [nowhere], holding: ["e"], digest: "4"),
      try fixture.mail(uid: 5, to: [.filed(scope)], holding: ["f"], digest: "5"),
    ])
    #expect(filed.map(\.mail.verdict) == [.filed, .failed, .failed, .failed, .filed])
    #expect(filed.map(\.mail.company) == [scope.id, scope.id, scope.id, nil, scope.id])
    #expect("\(filed[1].mail.reason)".contains("fileName"))
    #expect("\(filed[2].mail.reason)".contains("part 1.1"))
    #expect(filed[1].mail.hasRaw && filed[1].mail.documents.isEmpty)
    #expect(try await scope.documents().map(\.fileName) == ["lasku1.pdf", "lasku1.pdf"])
    #expect(try await scope.log.verify() == LogVerification(entries: 2, fault: nil))
    // A second copy of what failed is no duplicate of it.
    let copy = try fixture.mail(uid: 6, to: [.filed(scope)], holding: ["b"], digest: "2")
    #expect(try await fixture.file([copy])[0].mail.verdict == .filed)
  }

  @Test func `a content whose file went undoes the group instead of failing a mail`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let good = try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"])
    let bad = try fixture.mail(uid: 2, to: [.filed(scope)], holding: ["b"])
    let path = fixture.store.blobs.path(of: try #require(bad.parts[0].blob))
    try FileManager.default.removeItem(atPath: path)
    let error = await #expect(throws: StoreError.self) {
      try await fixture.file([good, bad], nextUID: 3)
    }
    #expect(error?.kind == .io)
    #expect(try await fixture.store.mails().isEmpty)
    #expect(try await fixture.begin().nextUID == 1)
    let again = try fixture.mail(uid: 2, to: [.filed(scope)], holding: ["b"])
    #expect(try await fixture.file([good, again], nextUID: 3).count == 2)
  }

  @Test func `raw bytes are kept only for verdicts that keep them`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let verdicts: [MailVerdict] = [.filed, .empty, .held, .automatic, .tooLarge, .failed]
    let mails = try verdicts.enumerated().map { index, verdict in
      try fixture.mail(
        uid: UInt32(index + 1), subject: verdict.rawValue,
        to: [MailOutcome(company: scope.id, verdict: verdict, reason: MailReason(.noDocument))])
    }
    let filed = try await fixture.file(mails)
    #expect(filed.map(\.mail.hasRaw) == [false, true, true, true, false, true])
    #expect(filed.map(\.mail.verdict) == verdicts)
    let raw = try #require(try await fixture.store.rawMail(of: filed[2].mail.id))
    let file = try fixture.store.blobs.open(raw)
    var bytes: [UInt8] = []
    try file.forEachChunk { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self) == "raw of held")
    let held = try await scope.log.search(LogQuery()).entries
    #expect(held.map(\.kind) == [.mailHeld])
    #expect(held[0].mail == filed[2].mail.id)
    #expect(try await fixture.store.mailTotals()[.held] == 1)
  }

  @Test func `mails are listed newest first, by company and verdict`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    try await fixture.file([
      try fixture.mail(uid: 1, to: [.filed(acme)], holding: ["a"]),
      try fixture.mail(uid: 2, to: [.unroutable]),
      try fixture.mail(uid: 3, to: [.held(beta), .filed(acme)], holding: ["b"]),
    ])
    func uids(_ mails: [Mail]) -> [UInt32?] { mails.map(\.uid) }
    let store = fixture.store
    #expect(uids(try await store.mails()) == [3, 3, 2, 1])
    #expect(uids(try await acme.mails()) == [3, 1])
    #expect(uids(try await store.mails(MailQuery(verdict: .filed))) == [3, 1])
    #expect(uids(try await beta.mails(MailQuery(verdict: .held))) == [3])
    #expect(uids(try await beta.mails(MailQuery(verdict: .filed))) == [])
    #expect(try await store.documentTotals() == (2, 2))
  }

  @Test func `archiving is logged once, with who did it`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"))
    try await fixture.file([try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"])])
    let document = try #require(try await scope.documents(DocumentQuery(state: .inbox)).first)
    let archived = try await scope.acting(as: .person(matti.id), at: now).archive(document.id)
    #expect(archived.state == .archived)
    #expect(try await scope.acting(as: .operator, at: now).archive(document.id) == archived)
    #expect(try await scope.documents(DocumentQuery(state: .inbox)).isEmpty)
    #expect(try await scope.documents(DocumentQuery(state: .archived)) == [archived])
    let entries = try await scope.log.search(LogQuery(kinds: [.documentArchived])).entries
    #expect(entries.map(\.text) == ["Arkistoitiin lasku1.pdf"])
    #expect(entries.map(\.personEmail) == ["matti@example.fi"])
  }
}
