import Foundation
import Records

@testable import Store

extension StoreVerb {
  /// Backups, and the erasure of data.
  static let care = [
    StoreVerb("Store.backup(to:now:)") {
      _ = try await $0.store.backup(to: $0.fixture.directory + "/backup", now: now)
    },
    StoreVerb("Store.collectBlobs(writtenBefore:dryRun:)") { desk in
      let loose = try desk.fixture.blob("loose")
      try await desk.fixture.store.engine.write {
        try desk.fixture.store.blobs.name(loose, in: $0)
      }
      _ = try desk.fixture.blob("looser")
      _ = try await desk.store.collectBlobs(writtenBefore: .distantFuture)
    },
    StoreVerb("Store.scrubBlobs(within:now:)") { desk in
      let blob = try desk.fixture.blob("a")
      unlink(desk.fixture.store.blobs.path(of: blob))
      _ = try await desk.store.scrubBlobs(within: 60, now: now)
      _ = try await desk.store.scrubBlobs(now: now)
      _ = try desk.fixture.blob("a")
      _ = try await desk.store.scrubBlobs(within: 60, now: now)
    },
    StoreVerb("Store.damagedContents()") { _ = try await $0.store.damagedContents() },
    StoreVerb("ActingCompany.eraseContact(_:_:deliver:)") { desk in
      let scope = desk.fixture.store.company(desk.scope.id)
      let new = NewContact(name: "Pois Pyytävä", email: "matti@example.fi")
      let contact = try await scope.acting(as: .operator, at: now).addContact(
        new, to: desk.customer
      ).id
      let request = ErasureRequest(also: ["Pyyhittävä"])
      _ = try await desk.scope.acting(as: .operator, at: now).eraseContact(contact, request)
    },
    StoreVerb("ActingCompany.erasePerson(_:_:deliver:)") { desk in
      let scope = desk.fixture.store.company(desk.scope.id)
      let new = NewPerson(name: "Pekka Pois", email: "pekka@acme.example")
      let person = try await scope.acting(as: .operator, at: now).addPerson(new).id
      _ = try await desk.scope.acting(as: .operator, at: now).erasePerson(person)
    },
    StoreVerb("Store.removeTraces(always:)") { _ = try await $0.store.removeTraces() },
    StoreVerb("Store.unfinished(before:)") { _ = try await $0.store.unfinished(before: now) },
  ]
}
