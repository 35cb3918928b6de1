import Glibc
import Platform
import Store

/// Makes a store out of a backup, in an empty directory. Blocks.
///
/// Killed at any instant it leaves a directory that no program takes for a store: while the folder
/// `restoring` is there, opening is refused, and another restore begins anew.
struct RestoreRun {
  let backup: BackupDirectory
  let target: StoreDirectory
  var patience = Patience.command

  /// The directory of a restore until it is whole.
  private var unfinished: StoreDirectory { StoreDirectory(path: target.restoring) }

  func run() throws -> BackupRecord {
    if let process = try StoreUsers.other(of: target) { throw inUse(by: process) }
    _ = try PrivateDirectory.isOwnRoot(target.path, subject: target.subject)
    let hold = try backup.lock(.shared, patience)
    let (record, database) = try withExtendedLifetime(hold) { try backup.verified() }
    try target.holding(.ifEmpty, patience) {
      if !OwnFile.isTaken(target.restoring) { try target.refuseUnlessEmpty() }
    } body: { _ in
      try target.clearHalfRestored()
      try target.refuseUnlessEmpty()
      try PrivateDirectory.closeRoot(target.path, subject: target.subject)
      try PrivateDirectory.make(unfinished.path, subject: target.subject)
      try Durability.sync(directory: target.path)
      // Open before the first file, so that it tells what failed to be written since.
      let folder = try DirectoryLock.acquire(
        .exclusive, on: target.path, subject: target.subject, use: "opens it", patience)
      try copyDatabase(record)
      try copyContents(of: database)
      // Every byte was compared.
      try DatabaseCopy(path: unfinished.database, subject: target.subject).forgetPassing()
      try folder.syncFileSystem()
      try withExtendedLifetime(hold) { try putInPlace() }
    }
    return record
  }

  private func inUse(by process: Int32) -> StoreError {
    StoreError(
      kind: .busy, subject: target.subject,
      cause: "process \(process) has the store open that is there, or was",
      suggestion: "stop it (ps \(process); systemctl stop minicrm.target) and try again; nothing "
        + "was changed")
  }

  private func copyDatabase(_ record: BackupRecord) throws {
    let copy = DatabaseCopy(path: unfinished.database, subject: target.subject)
    var file = try TemporaryBlob(in: unfinished.path, subject: target.subject)
    try BlobFile.whole(backup.database).forEachChunk { try file.write($0) }
    try file.move(to: copy.path)
    guard try copy.digest() == record.database else {
      throw StoreError(
        kind: .corrupt, subject: backup.subject, cause: "its database changed while it was copied",
        suggestion: "try again, or use another backup")
    }
  }

  private func copyContents(of database: DatabaseCopy) throws {
    try unfinished.makeBlobDirectories()
    let transfer = BlobTransfer(
      source: backup.blobs, target: unfinished.blobs, subject: target.subject)
    try database.forEachContent { try transfer.copy($0) }
  }

  /// The database comes last, and then the sign that something is unfinished goes.
  private func putInPlace() throws {
    for (from, to) in [
      (unfinished.blobs, target.blobs), (unfinished.database, target.database),
    ] {
      guard rename(from, to) == 0 else {
        throw StoreError.system(.last, "rename to \(to)", subject: target.subject)
      }
    }
    try Durability.sync(directory: target.path)
    guard rmdir(unfinished.path) == 0 else {
      throw StoreError.system(.last, "remove \(unfinished.path)", subject: target.subject)
    }
    try Durability.sync(directory: target.path)
  }
}
