import Foundation
import Records
import Testing

@testable import Store

@Suite struct RefilingTests {
  @Test func `a released mail becomes documents and its raw bytes go`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"))
    let held = try await fixture.file([
      try fixture.mail(uid: 1, to: [.held(scope)], holding: ["a"], digest: "1")
    ])[0].mail
    let raw = try #require(try await fixture.store.rawMail(of: held.id))
    let mail = try fixture.mail(to: [.filed(scope)], holding: ["a"], digest: "1")
    let released = try await fixture.store.refile(
      held.id, as: mail, kind: .release, by: .person(matti.id), now: now)
    #expect(released.map(\.mail.id) == [held.id])
    #expect(released[0].mail.verdict == .filed)
    #expect(released[0].mail.uid == 1)
    #expect(released[0].mail.documents.count == 1)
    #expect(try await fixture.store.parts(of: held.id).count == 1)
    let kinds = try await scope.log.search(LogQuery()).entries.map(\.kind)
    #expect(kinds == [.mailReleased, .documentReceived, .mailHeld, .personAdded])
    #expect(throws: StoreError.self) { try fixture.store.blobs.open(raw) }
    let again = await #expect(throws: StoreError.self) {
      _ = try await fixture.store.refile(held.id, as: mail, kind: .release, by: .operator, now: now)
    }
    #expect(again?.description.contains("it is filed already") == true)
    #expect(try await scope.documents().count == 1)
  }

  @Test func `an unroutable mail that turns out to be for two gets a row for each`() async throws {
    let fixture = try await StoreFixture()
    let lost = try await fixture.file([
      try fixture.mail(uid: 1, to: [.unroutable], holding: ["a"], digest: "1")
    ])[0].mail
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    let mail = try fixture.mail(to: [.filed(acme), .filed(beta)], holding: ["a"], digest: "1")
    let filed = try await fixture.store.refile(
      lost.id, as: mail, kind: .retry, by: .operator, now: now)
    #expect(filed[0].mail.id == lost.id)
    #expect(filed.map(\.mail.company) == [acme.id, beta.id])
    #expect(filed.map(\.uid) == [1, 1])
    #expect(try await acme.documents().count == 1)
    #expect(try await beta.documents().count == 1)
    let kinds = try await acme.log.search(LogQuery()).entries.map(\.kind)
    #expect(kinds == [.documentReceived])
    #expect(try await fixture.store.mails(MailQuery(verdict: .unroutable)).isEmpty)
  }

  @Test func `a release of what the company has already is a duplicate`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let mails = try await fixture.file([
      try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"], digest: "1"),
      try fixture.mail(uid: 2, to: [.unroutable], holding: ["a"], digest: "1"),
    ])
    let mail = try fixture.mail(to: [.filed(scope)], holding: ["a"], digest: "1")
    let released = try await fixture.store.refile(
      mails[1].mail.id, as: mail, kind: .release, by: .operator, now: now)
    #expect(released.map(\.mail.verdict) == [.duplicate])
    #expect(try await scope.documents().count == 1)
  }

  @Test func `a retry that can't be stored leaves the mail as it was`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let held = try await fixture.file([
      try fixture.mail(uid: 1, to: [.held(scope)], holding: ["a"], digest: "1")
    ])[0].mail
    var mail = try fixture.mail(to: [.filed(scope)], holding: ["a"], digest: "1")
    mail.parts[0].fileName = ""
    await #expect(throws: StoreError.self) {
      _ = try await fixture.store.refile(held.id, as: mail, kind: .retry, by: .operator, now: now)
    }
    #expect(try await fixture.store.mail(held.id) == held)
    #expect(try await fixture.store.parts(of: held.id).count == 1)
    #expect(try await fixture.store.rawMail(of: held.id) != nil)
  }

  @Test func `a discarded mail loses its raw bytes and keeps its verdict`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let mails = try await fixture.file([
      try fixture.mail(uid: 1, subject: "x", to: [.held(scope)], digest: "1"),
      try fixture.mail(uid: 2, subject: "y", to: [.unroutable]),
      try fixture.mail(uid: 3, subject: "y", to: [.unroutable]),
      try fixture.mail(uid: 4, to: [.filed(scope)], holding: ["a"]),
    ]).map(\.mail)
    let kept = try fixture.files(under: "blobs").count
    let held = try await fixture.store.discard(mails[0].id, by: .operator, now: now)
    #expect(held.verdict == .held && !held.hasRaw && held.isDiscarded)
    #expect(held.reasonText(in: .english) == "discarded: the company's Mini-CRM is switched off")
    #expect(try await fixture.store.discard(mails[0].id, by: .operator, now: now) == held)
    #expect(try fixture.files(under: "blobs").count == kept - 1)
    // Two mails with the same bytes: the first discard leaves the second its content.
    _ = try await fixture.store.discard(mails[1].id, by: .operator, now: now)
    #expect(try fixture.files(under: "blobs").count == kept - 1)
    let raw = try #require(try await fixture.store.rawMail(of: mails[2].id))
    #expect(try fixture.store.blobs.open(raw).size == raw.size)
    _ = try await fixture.store.discard(mails[2].id, by: .operator, now: now)
    #expect(try fixture.files(under: "blobs").count == kept - 2)
    let error = await #expect(throws: StoreError.self) {
      _ = try await fixture.store.discard(mails[3].id, by: .operator, now: now)
    }
    #expect(error?.description.contains("there is nothing to discard") == true)
    let missing = await #expect(throws: StoreError.self) {
      _ = try await fixture.store.discard(MailID(rawValue: 99), by: .operator, now: now)
    }
    #expect(missing?.kind == .notFound)
  }
}
