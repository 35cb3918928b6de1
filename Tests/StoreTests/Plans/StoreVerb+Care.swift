import Foundation

@testable import Store

extension StoreVerb {
  /// Backups, and the collection.
  static let care = [
    StoreVerb("Store.backup(to:now:)") {
      _ = try await $0.store.backup(to: $0.fixture.directory + "/backup", now: now)
    },
    StoreVerb("Store.collectBlobs(writtenBefore:dryRun:)") { desk in
      let loose = try desk.fixture.blob("loose")
      try await desk.fixture.store.database.write {
        try desk.fixture.store.blobs.name(loose, in: $0)
      }
      _ = try desk.fixture.blob("looser")
      _ = try await desk.store.collectBlobs(writtenBefore: .distantFuture)
    },
  ]
}
