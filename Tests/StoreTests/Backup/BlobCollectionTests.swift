import Foundation
import GRDB
import Records
import Testing

@testable import Store

@Suite struct BlobCollectionTests {
  private let later = Date().addingTimeInterval(3_600)

  @Test func `what no row names goes when it is old enough, and nothing else`() async throws {
    let desk = try await BackupFixture()
    // The raw bytes of filed mails, which the fixture keeps.
    #expect(try await desk.store.collectBlobs(writtenBefore: later).files == 3)
    let loose = try desk.fixture.blob("loose")
    let young = try await desk.store.collectBlobs(writtenBefore: .distantPast)
    #expect(young.files == 0 && young.young == 1)
    let dry = try await desk.store.collectBlobs(writtenBefore: later, dryRun: true)
    #expect(dry.files == 1 && dry.bytes == 5)
    #expect(desk.store.blobs.hasFile(of: loose))
    #expect(try await desk.store.collectBlobs(writtenBefore: later) == dry)
    #expect(!desk.store.blobs.hasFile(of: loose))
    #expect(try await desk.store.collectBlobs(writtenBefore: later).files == 0)
    #expect(try await BackupFixture.contents(of: desk.store).count == 3)
  }

  @Test func `a row that lost its last reference goes with its file, however young`()
    async throws
  {
    let desk = try await BackupFixture()
    let loose = try desk.fixture.blob("loose")
    try await desk.store.engine.write { try desk.store.blobs.name(loose, in: $0) }
    #expect(try await desk.store.collectBlobs(writtenBefore: .distantPast).rows == 1)
    #expect(!desk.store.blobs.hasFile(of: loose))
  }

  @Test func `what goes on its way into the store is noticed there and written again`()
    async throws
  {
    let desk = try await BackupFixture()
    let mail = try desk.fixture.mail(
      subject: "d", to: [.filed(desk.scope)], holding: ["d"], digest: "d")
    #expect(try await desk.store.collectBlobs(writtenBefore: later).files > 0)
    let error = await #expect(throws: StoreError.self) {
      _ = try await desk.store.file(IngestGroup(mails: [mail]), now: now)
    }
    #expect(error?.isTemporary == true)
    try await desk.add(["d"])
    #expect(try await BackupFixture.contents(of: desk.store).values.contains("d"))
  }

  /// Contents are stored, named and let go of again while collections without any grace go on:
  /// whatever is committed has its file.
  @Test func `collections beside writers never take what is committed`() async throws {
    let desk = try await BackupFixture()
    let store = desk.store
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          for number in 0..<60 {
            // Half of the contents are the other writer's as well.
            let content = number % 2 == 0 ? "\(number)" : "\(writer)/\(number)"
            try await desk.storeUntilItStays(content, raw: number % 3 == 0)
          }
        }
      }
      group.addTask {
        for _ in 0..<40 { _ = try await store.collectBlobs(writtenBefore: later) }
      }
      try await group.waitForAll()
    }
    let named = try await store.engine.read { transaction in
      try transaction.rows("SELECT sha256, size FROM blob").map(BlobReference.init(row:))
    }
    #expect(named.count > 60)
    #expect(named.filter { !store.blobs.hasFile(of: $0) } == [])
  }
}

extension BackupFixture {
  /// As the ingest does it: what the collection took meanwhile is written again at the next try.
  fileprivate func storeUntilItStays(_ content: String, raw: Bool) async throws {
    while true {
      let outcome: MailOutcome = raw ? .held(scope) : .filed(scope)
      do {
        // Without any grace a content may go before it is on the disk, too.
        let mail = try fixture.mail(subject: content, to: [outcome], holding: [content])
        let filed = try await store.file(IngestGroup(mails: [mail]), now: now)
        if raw, let id = filed.filed.first?.mail.id {
          _ = try await store.discard(id, by: .operator, now: now)
        }
        return
      } catch let error as StoreError where error.isTemporary {
        continue
      }
    }
  }
}
