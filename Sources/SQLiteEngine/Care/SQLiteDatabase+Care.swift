import Foundation
import Store

/// Looking after the database as a whole.
extension SQLiteDatabase {
  package func backUp(_ store: Store, to directory: String, now: Date) throws -> BackupReport {
    let target = BackupDirectory(path: directory)
    do {
      return try BackupRun(store: store, database: self, target: target, now: now).run()
    } catch {
      throw StoreError.wrapping(sqlite: error, directory: directory, subject: target.subject)
    }
  }

  package func removeTraces(of store: Store, always: Bool) throws -> RemainingTraces {
    do {
      let isRenewed = try TraceRemoval(store: store, database: self, always: always)
        .run(holding: try store.blobs.removeFiles())
      return RemainingTraces(
        copies: try SchemaUpgrade.copies(in: directory), isRenewed: isRenewed)
    } catch {
      throw StoreError.wrapping(sqlite: error, directory: directory)
    }
  }
}
