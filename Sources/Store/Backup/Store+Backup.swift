import Foundation
import GRDB
import Records
import System

/// Looking after the store as a whole.
extension Store {
  /// Backs the store up into a directory while others work on it; what is there from the backup
  /// before is used again. When this throws, the backup before is as it was.
  package func backup(
    to directory: String, now: Date
  ) async throws(StoreError) -> BackupReport {
    let target = BackupDirectory(path: Self.absolute(directory))
    try await note(target, now: now)
    return try await BlockingWork.run(
      "minicrm.backup", directory: target.path, subject: target.subject
    ) {
      try BackupRun(store: self, target: target, now: now).run()
    }
  }

  /// Writes down where a backup is begun, so that the backup knows of itself too.
  private func note(_ target: BackupDirectory, now: Date) async throws(StoreError) {
    do throws(StoreError) {
      try await database.write { database in
        try database.execute(
          sql: """
            INSERT INTO backupTaken VALUES (?1, ?2)
            ON CONFLICT DO UPDATE SET takenAt = excluded.takenAt
            """, arguments: [target.path, now.storedSeconds])
      }
    } catch {
      // A store that can't be written (a full disk, a failing one) has to be backed up above all.
      guard error.isTemporary else { throw error }
    }
  }

  /// Makes a store in a directory that is empty, or not there, out of a backup. Every byte is
  /// compared on the way; when this throws, there is no store.
  package static func restore(
    _ backup: String, to directory: String
  ) async throws(StoreError) -> BackupRecord {
    let target = StoreDirectory(path: normalised(directory))
    let source = BackupDirectory(path: absolute(backup))
    return try await BlockingWork.run("minicrm.restore", directory: target.path) {
      try RestoreRun(backup: source, target: target).run()
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

  private static func absolute(_ path: String) -> String {
    normalised(URL(fileURLWithPath: path).standardizedFileURL.path)
  }
}
