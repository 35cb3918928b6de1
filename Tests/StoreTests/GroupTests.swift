import Foundation
import GRDB
import Records
import Testing

@testable import Store

@Suite struct GroupTests {
  @Test func `a path makes the groups that are missing, and finds the others without case`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let offers = try await scope.acting(as: .operator, at: now).addGroup(
      path: " Myynti / Tarjoukset ")
    #expect(offers.path == "Myynti/Tarjoukset")
    #expect(
      try await scope.acting(as: .operator, at: now).addGroup(path: "MYYNTI/tarjoukset") == offers)
    let decomposed = try await scope.acting(as: .operator, at: now).addGroup(
      path: "Myynti/O\u{308}ljy")
    #expect(
      try await scope.acting(as: .operator, at: now).addGroup(path: "myynti/\u{F6}LJY")
        == decomposed)
    #expect(Array(decomposed.name.unicodeScalars).count == 4)
    let year = try await scope.acting(as: .operator, at: now).addGroup(
      path: "myynti/Tarjoukset/2026")
    #expect(year.path == "Myynti/Tarjoukset/2026")
    #expect(year.parent == offers.id)
    #expect(try fixture.rows(of: "groupNode").count == 4)
    #expect(try fixture.rows(of: "logEntry").count == 4)
  }

  @Test func `groups are listed depth-first, siblings by name`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    for path in ["b/z", "B-2", "a", "b/Y/1", "c/y"] {
      _ = try await scope.acting(as: .operator, at: now).addGroup(path: path)
    }
    #expect(
      try await scope.groups().map(\.path)
        == ["a", "b", "b/Y", "b/Y/1", "b/z", "B-2", "c", "c/y"])
  }

  @Test(arguments: [
    "", " ", "/", "a/", "/a", "a//b", "a/ /b", "a\u{0}b", "a/\u{202E}", "a/\n/b",
    String(repeating: "a", count: 101), "ok/" + String(repeating: "ä", count: 101),
    Array(repeating: "a", count: 101).joined(separator: "/"),
  ])
  func `a path with a name that is none is refused whole`(path: String) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).addGroup(path: path)
    }
    #expect(try await scope.groups().isEmpty)
  }

  @Test(arguments: [
    String(repeating: "ä", count: 100), "A & B; 'C' \"D\" %_?", "…", "日本", "a\\b",
  ])
  func `any printable name without a slash is one`(name: String) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    #expect(try await scope.acting(as: .operator, at: now).addGroup(path: name).name == name)
  }

  @Test func `what hangs on a group stays when it is renamed or moved`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"))
    let offers = try await scope.acting(as: .operator, at: now).addGroup(path: "Myynti/Tarjoukset")
    _ = try await scope.acting(as: .operator, at: now).addGroup(path: "Arkisto")
    let task = try await scope.acting(as: .operator, at: now).addTask(
      NewTask(
        person: matti.email, description: "Soita", date: today, group: "myynti/TARJOUKSET"),
      today: today)
    let document = try await scope.acting(as: .operator, at: now).addDocument(
      NewDocument(fileName: "a.pdf", mediaType: "application/pdf", group: "Myynti/Tarjoukset"),
      blob: try fixture.blob("a"))
    #expect(task.group == offers.id && document.group == offers.id)

    let renamed = try await scope.acting(as: .operator, at: now).renameGroup(
      offers.id, to: " tarjoukset 2026 ")
    #expect(renamed.path == "Myynti/tarjoukset 2026")
    #expect(
      try await scope.acting(as: .operator, at: now).renameGroup(offers.id, to: "TARJOUKSET 2026")
        .name.hasPrefix("TARJ"))
    let archive = try #require(try await scope.groups().first)
    let moved = try await scope.acting(as: .operator, at: now).moveGroup(
      offers.id, below: archive.id)
    #expect(moved.path == "Arkisto/TARJOUKSET 2026")
    #expect(
      try await scope.acting(as: .operator, at: now).moveGroup(offers.id, below: archive.id)
        == moved)
    #expect(try await scope.task(task.id)?.group == offers.id)
    #expect(try await scope.document(document.id)?.group == offers.id)
    let root = try await scope.acting(as: .operator, at: now).moveGroup(offers.id, below: nil)
    #expect(root.path == "TARJOUKSET 2026" && root.parent == nil)
    #expect(
      try await scope.groups().map(\.path) == ["Arkisto", "Myynti", "TARJOUKSET 2026"])
  }

  @Test func `a group can't be inside itself, nor beside another of its name`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let deep = try await scope.acting(as: .operator, at: now).addGroup(path: "a/b/c")
    let other = try await scope.acting(as: .operator, at: now).addGroup(path: "C")
    let root = try #require(try await scope.groups().first)
    for target in [root.id, deep.id] {
      let error = await #expect(throws: StoreError.self) {
        _ = try await scope.acting(as: .operator, at: now).moveGroup(root.id, below: target)
      }
      #expect("\(try #require(error))".contains("inside"))
    }
    for attempt: @Sendable () async throws -> Group in [
      { try await scope.acting(as: .operator, at: now).moveGroup(deep.id, below: nil) },
      { try await scope.acting(as: .operator, at: now).renameGroup(other.id, to: "A") },
    ] {
      let error = await #expect(throws: StoreError.self) { _ = try await attempt() }
      #expect("\(try #require(error))".contains("already"))
    }
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).renameGroup(deep.id, to: "a/b")
    }
    #expect(try await scope.groups().map(\.path) == ["a", "a/b", "a/b/c", "C"])
    #expect(throws: DatabaseError.self) {
      try fixture.tamper(
        "UPDATE groupNode SET parent = \(deep.id.rawValue) WHERE id = \(root.id.rawValue)")
    }
  }

  @Test func `a path has at most a hundred names, moved groups too`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let names = Array(repeating: "a", count: 100).joined(separator: "/")
    let deepest = try await scope.acting(as: .operator, at: now).addGroup(path: names)
    #expect(deepest.path == names)
    let other = try await scope.acting(as: .operator, at: now).addGroup(path: "b")
    let error = await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).moveGroup(other.id, below: deepest.id)
    }
    #expect("\(try #require(error))".contains("100"))
  }

  @Test func `a group of another company does not exist here`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    let foreign = try await acme.acting(as: .operator, at: now).addGroup(path: "Myynti")
    let own = try await beta.acting(as: .operator, at: now).addGroup(path: "Oma")
    for attempt: @Sendable () async throws -> Group in [
      { try await beta.acting(as: .operator, at: now).renameGroup(foreign.id, to: "X") },
      { try await beta.acting(as: .operator, at: now).moveGroup(foreign.id, below: nil) },
      { try await beta.acting(as: .operator, at: now).moveGroup(foreign.id, below: own.id) },
      { try await beta.acting(as: .operator, at: now).moveGroup(own.id, below: foreign.id) },
    ] {
      let error = await #expect(throws: StoreError.self) { _ = try await attempt() }
      #expect(error?.kind == .notFound)
    }
    #expect(try await beta.groups() == [own])
    #expect(try await acme.groups() == [foreign])
    #expect(try await fixture.store.owner(of: foreign.id)?.id == acme.id)
  }
}
