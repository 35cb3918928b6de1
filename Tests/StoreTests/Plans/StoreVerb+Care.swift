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
    StoreVerb("CompanyScope.eraseContact(_:_:by:now:deliver:)") { desk in
      let scope = desk.fixture.store.company(desk.scope.id)
      let new = NewContact(name: "Pois Pyytävä", email: "matti@example.fi")
      let contact = try await scope.addContact(new, to: desk.customer, now: now).id
      let request = ErasureRequest(also: ["Pyyhittävä"])
      _ = try await desk.scope.eraseContact(contact, request, now: now)
    },
    StoreVerb("CompanyScope.erasePerson(_:_:by:now:deliver:)") { desk in
      let scope = desk.fixture.store.company(desk.scope.id)
      let new = NewPerson(name: "Pekka Pois", email: "pekka@acme.example")
      let person = try await scope.addPerson(new, now: now).id
      _ = try await desk.scope.erasePerson(person, now: now)
    },
    StoreVerb("Store.removeTraces(always:)") { _ = try await $0.store.removeTraces() },
    StoreVerb("Store.unfinished(before:)") { _ = try await $0.store.unfinished(before: now) },
  ]
}
