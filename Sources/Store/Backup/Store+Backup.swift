import Foundation
import Platform
import Records

/// Looking after the store as a whole.
extension Store {
  /// Backs the store up into a directory while others work on it; what is there from the backup
  /// before is used again. When this throws, the backup before is as it was.
  package func backup(
    to directory: String, now: Date
  ) async throws(StoreError) -> BackupReport {
    let target = Self.absolute(directory)
    try await note(target, now: now)
    return try await BlockingWork.run(
      "minicrm.backup", directory: target, subject: "backup " + target
    ) {
      try engine.backUp(self, to: target, now: now)
    }
  }

  /// Writes down where a backup is begun, so that the backup knows of itself too.
  private func note(_ target: String, now: Date) async throws(StoreError) {
    do throws(StoreError) {
      try await engine.write { transaction in
        try transaction.run(
          """
          INSERT INTO backupTaken VALUES (\(target), \(now))
          ON CONFLICT DO UPDATE SET takenAt = excluded.takenAt
          """)
      }
    } catch {
      // A store that can't be written (a full disk, a failing one) has to be backed up above all.
      guard error.isTemporary else { throw error }
    }
  }

  /// Removes the contents that nothing refers to and that were written before `cutoff`; only
  /// counts them on a dry run.
  package func collectBlobs(
    writtenBefore cutoff: Date, dryRun: Bool = false
  ) async throws(StoreError) -> CollectionReport {
    try await BlockingWork.run("minicrm.collect", directory: directory) {
      try BlobCollection(store: self, cutoff: cutoff, dryRun: dryRun).run()
    }
  }

  package static func absolute(_ path: String) -> String {
    normalised(URL(fileURLWithPath: path).standardizedFileURL.path)
  }
}
