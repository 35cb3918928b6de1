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
    let matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti Meikäläinen", email: "matti@example.fi"))
    var change = PersonChange()
    change.name = .set("Matti Virtanen")
    let edited = try await scope.acting(as: .person(matti.id), at: now).editPerson(matti.id, change)
    #expect(edited.name == "Matti Virtanen")
    #expect(try await scope.acting(as: .operator, at: now).editPerson(matti.id, change) == edited)
    let removed = try await scope.acting(as: .operator, at: now).removePerson(matti.id).person
    #expect(removed.removed)
    #expect(try await scope.acting(as: .operator, at: now).removePerson(matti.id).person == removed)
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
    let first = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Åke", email: "Åke@Example.fi"))
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).addPerson(
        NewPerson(name: "Toinen", email: "åke@example.FI"))
    }
    #expect(try await scope.person(email: "åKE@example.fi") == first)
    _ = try await scope.acting(as: .operator, at: now).removePerson(first.id)
    #expect(try await scope.person(email: "åke@example.fi") == nil)
    let second = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Toinen", email: "åke@example.fi"))
    #expect(second.id != first.id)
    let other = try await fixture.company("beta")
    _ = try await other.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Åke", email: "åke@example.fi"))
  }

  @Test(arguments: [
    "", "matti", "@example.fi", "matti@", "a@b@c", "a b@example.fi", "a@exa mple.fi",
    "matti@example.fi\r\nBcc: x@y.fi", "<a@example.fi>", "a,b@example.fi", "a@-x.fi", "a@x..fi",
    ".a@example.fi", "-a@example.fi", "a\u{0}@example.fi", "a\u{2028}b@example.fi",
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
    let matti = try await acme.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"))
    #expect(try await beta.person(matti.id) == nil)
    let edit = await #expect(throws: StoreError.self) {
      _ = try await beta.acting(as: .operator, at: now).editPerson(matti.id, PersonChange())
    }
    #expect(edit?.kind == .notFound)
    await #expect(throws: StoreError.self) {
      _ = try await beta.acting(as: .operator, at: now).removePerson(matti.id)
    }
    await #expect(throws: StoreError.self) {
      _ = try await beta.acting(as: .person(matti.id), at: now).addPerson(
        NewPerson(name: "X", email: "x@example.fi"))
    }
    #expect(try await beta.persons().isEmpty)
    #expect(try await fixture.store.owner(of: matti.id)?.id == acme.id)
  }

  @Test func `a removed person can't act`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"))
    _ = try await scope.acting(as: .operator, at: now).removePerson(matti.id)
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .person(matti.id), at: now).addPerson(
        NewPerson(name: "X", email: "x@example.fi"))
    }
    #expect(try await scope.persons().isEmpty)
  }
}
