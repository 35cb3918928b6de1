import Foundation
import Platform
import Preview
import Records
import Store

/// Looks after a store: backs it up, lets go of what nobody needs, and reads what is kept.
package struct StoreCare: Sendable {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// Backs the store up into a directory, while others work on the store.
  package func backUp(to directory: String, now: Date) async throws -> BackupReportRow {
    BackupReportRow(try await store.backup(to: directory, now: now))
  }

  /// Removes the contents that nothing refers to, and that are older than `grace`, in seconds, and
  /// the page images of contents that are no more; a dry run only counts them. `renewing` makes the
  /// database's file anew, too.
  package func collect(
    olderThan grace: TimeInterval, dryRun: Bool, renewing: Bool, now: Date
  ) async throws -> CollectionRow {
    let report = try await store.collectBlobs(
      writtenBefore: now.addingTimeInterval(-grace), dryRun: dryRun)
    if !dryRun { try forgetPreviews() }
    if renewing { _ = try await store.removeTraces(always: true) }
    return CollectionRow(report, removed: !dryRun)
  }

  private func forgetPreviews() throws {
    let blobs = store.blobs
    try PreviewCache.forget(in: PreviewCache.directory(inStore: store.directory)) { file in
      // Its length is not in the way of its name.
      !OwnFile.isTaken(blobs.path(of: BlobReference(sha256: file, size: 0)))
    }
  }

  /// Reads the contents, and compares them with what was filed: all, or as many as runs that read
  /// all within so many seconds would.
  package func scrub(within period: TimeInterval?, now: Date) async throws -> ScrubRow {
    ScrubRow(try await store.scrubBlobs(within: period, now: now))
  }
}
