import Foundation
import GRDB
import Glibc
import Platform
import Store

/// One backup of a store that is in use. Blocks.
///
/// Killed at any instant it leaves the backup before it, or the new one: nothing counts before the
/// database is renamed into place, and nothing that the old one needs goes before that.
struct BackupRun {
  let store: Store
  let database: SQLiteDatabase
  let target: BackupDirectory
  let now: Date

  private var transfer: BlobTransfer {
    BlobTransfer(source: store.blobs.directory, target: target.blobs, subject: target.subject)
  }

  func run() throws -> BackupReport {
    let lock = try target.prepare(store.patience)
    // From here on no file goes that the copied rows name.
    let lease = try store.blobs.keepFiles()
    let copy = try DatabaseCopy.make(
      of: database.pool, at: target.unfinishedDatabase, subject: target.subject)
    let fresh = try withExtendedLifetime(lease) { try takeContents(of: copy) }
    try lock.syncFileSystem()
    let record = try checked(copy)
    try announce(record)
    try switchIn()
    try removeOthers()
    return BackupReport(
      directory: target.path, record: record, newContents: fresh.count, newBytes: fresh.bytes)
  }

  /// A content that the backup before names is there for good; any other file, which a killed run
  /// may have left, is read before it is believed.
  private func takeContents(of copy: DatabaseCopy) throws -> (count: Int, bytes: Int64) {
    guard let before = try previous() else { return try takeContents(of: copy) { _ in false } }
    return try before.whileOpen { names in try takeContents(of: copy, known: names) }
  }

  private func takeContents(
    of copy: DatabaseCopy, known: (Digest) throws -> Bool
  ) throws -> (count: Int, bytes: Int64) {
    var fresh: (count: Int, bytes: Int64) = (0, 0)
    try copy.forEachContent { content in
      if transfer.has(content) {
        if try known(content.sha256) { return }
        if try !transfer.isIntact(content) { try transfer.share(content) }
      } else {
        try transfer.share(content)
      }
      fresh = (fresh.count + 1, fresh.bytes + content.size)
    }
    return fresh
  }

  /// The database of the backup that is there; nil when there is none that can be read.
  private func previous() throws -> DatabaseCopy? {
    let present = DatabaseCopy(path: target.database, subject: target.subject)
    guard access(target.database, F_OK) == 0,
      try recordBefore(present) != nil
    else { return nil }
    return present
  }

  private func recordBefore(_ present: DatabaseCopy) throws -> BackupRecord? {
    try BackupManifest.read(target.manifest)
      .record(of: try present.digest())
  }

  /// Looks at the whole of it once more, as a restore will.
  private func checked(_ copy: DatabaseCopy) throws -> BackupRecord {
    try copy.check()
    var (contents, bytes) = (0, Int64(0))
    try copy.forEachContent { content in
      try target.require(content)
      contents += 1
      bytes += content.size
    }
    let digest = try copy.digest()
    return try copy.read { database in
      BackupRecord(
        database: digest, takenAt: now, schema: try copy.schema(in: database),
        documents: try Int.fetchOne(database, sql: "SELECT count(*) FROM document") ?? 0,
        mails: try Int.fetchOne(database, sql: "SELECT count(*) FROM mail") ?? 0,
        contents: contents, bytes: bytes)
    }
  }

  private func announce(_ record: BackupRecord) throws {
    var manifest = BackupManifest()
    manifest.backups = [record]
    let present = DatabaseCopy(path: target.database, subject: target.subject)
    if access(target.database, F_OK) == 0, let before = try recordBefore(present),
      before.database != record.database
    {
      manifest.backups.append(before)
    }
    try manifest.write(to: target.manifest, subject: target.subject)
  }

  private func switchIn() throws {
    guard rename(target.unfinishedDatabase, target.database) == 0 else {
      throw StoreError.system(.last, "rename to \(target.database)", subject: target.subject)
    }
    try Durability.sync(directory: target.path)
  }

  /// Contents that only backups before this one named: what was discarded or erased must not live
  /// on here.
  private func removeOthers() throws {
    let present = DatabaseCopy(path: target.database, subject: target.subject)
    try present.whileOpen { names in
      try BlobFolder(directory: target.blobs, subject: target.subject).forEachFile { file in
        if try !names(file.digest) { BlobStore.remove(file.path) }
      }
    }
  }
}
