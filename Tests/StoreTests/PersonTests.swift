import Foundation
import Records
import Testing

@testable import Store

@Suite struct PersonTests {
  @Test func `adding, editing and removing a person is logged in the company's language`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let matti = try await scope.addPerson(
      NewPerson(name: "Matti Meikäläinen", email: "matti@example.fi"), now: now)
    var change = PersonChange()
    change.name = .set("Matti Virtanen")
    let edited = try await scope.editPerson(matti.id, change, by: matti.id, now: now)
    #expect(edited.name == "Matti Virtanen")
    #expect(try await scope.editPerson(matti.id, change, now: now) == edited)
    let removed = try await scope.removePerson(matti.id, now: now)
    #expect(removed.removed)
    #expect(try await scope.removePerson(matti.id, now: now) == removed)
    let entries = try await scope.log.search(LogQuery()).entries
    #expect(entries.map(\.kind) == [.personRemoved, .personEdited, .personAdded])
    #expect(entries.map(\.personEmail) == [nil, "matti@example.fi", nil])
    #expect(entries.last?.text == "Lisättiin henkilö Matti Meikäläinen (matti@example.fi)")
    #expect(try await scope.persons().isEmpty)
    #expect(try await scope.persons(includingRemoved: true) == [removed])
  }

  @Test func `an e-mail is one person's, without case, until that one is removed`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let first = try await scope.addPerson(
      NewPerson(name: "Åke", email: "Åke@Example.fi"), now: now)
    await #expect(throws: StoreError.self) {
      _ = try await scope.addPerson(NewPerson(name: "Toinen", email: "åke@example.FI"), now: now)
    }
    #expect(try await scope.person(email: "åKE@example.fi") == first)
    _ = try await scope.removePerson(first.id, now: now)
    #expect(try await scope.person(email: "åke@example.fi") == nil)
    let second = try await scope.addPerson(
      NewPerson(name: "Toinen", email: "åke@example.fi"), now: now)
    #expect(second.id != first.id)
    let other = try await fixture.company("beta")
    _ = try await other.addPerson(NewPerson(name: "Åke", email: "åke@example.fi"), now: now)
  }

  @Test(arguments: [
    "", "matti", "@example.fi", "matti@", "a@b@c", "a b@example.fi", "a@exa mple.fi",
    "matti@example.fi\r\nBcc: x@y.fi", "<a@example.fi>", "a,b@example.fi", "a@-x.fi", "a@x..fi",
    ".a@example.fi", "-a@example.fi", "a\u{0}@example.fi", "a\u{202E}@example.fi",
  ])
  func `an e-mail that could break a header or a command is refused`(email: String) {
    #expect(throws: Refusal.self) { try FieldRule.email(email) }
  }

  @Test(arguments: ["matti.m+crm@example.fi", "a@localhost", "Åke@lähde.fi", "o'neil@x-y.co.uk"])
  func `an ordinary e-mail is taken`(email: String) throws {
    #expect(try FieldRule.email(" " + email) == email)
  }

  @Test func `a person of another company does not exist here`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    let matti = try await acme.addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"), now: now)
    #expect(try await beta.person(matti.id) == nil)
    let edit = await #expect(throws: StoreError.self) {
      _ = try await beta.editPerson(matti.id, PersonChange(), now: now)
    }
    #expect(edit?.kind == .notFound)
    await #expect(throws: StoreError.self) {
      _ = try await beta.removePerson(matti.id, now: now)
    }
    await #expect(throws: StoreError.self) {
      _ = try await beta.addPerson(
        NewPerson(name: "X", email: "x@example.fi"), by: matti.id, now: now)
    }
    #expect(try await beta.persons().isEmpty)
    #expect(try await fixture.store.owner(of: matti.id)?.id == acme.id)
  }

  @Test func `a removed person can't act`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let matti = try await scope.addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"), now: now)
    _ = try await scope.removePerson(matti.id, now: now)
    await #expect(throws: StoreError.self) {
      _ = try await scope.addPerson(
        NewPerson(name: "X", email: "x@example.fi"), by: matti.id, now: now)
    }
    #expect(try await scope.persons().isEmpty)
  }
}
