import Foundation
import Glibc
import Platform
import Records
import Store

/// The directory of a backup: `minicrm.sqlite`, `blobs/` and `manifest.json`.
struct BackupDirectory: Sendable {
  let path: String

  private var files: StoreDirectory { StoreDirectory(path: path, noun: "backup") }
  var subject: String { files.subject }
  var database: String { files.database }
  /// A database that is being copied; it counts for nothing.
  var unfinishedDatabase: String { files.database + ".new" }
  var blobs: String { files.blobs }
  var manifest: String { path + "/manifest.json" }

  /// Makes the directory what it has to be, and holds it against other backups. Refused where
  /// something else is: a backup removes what it doesn't know.
  func prepare(_ patience: Patience) throws -> DirectoryLock {
    // The store's owner is who makes the backup.
    let isThere = try PrivateDirectory.isOwnRoot(path, subject: subject) { _ in
      "as root: chown \(SystemUser.current): \(path), or name another directory"
    }
    if isThere {
      if try !has(manifest) { try refuseUnlessEmpty() }
    } else {
      try PrivateDirectory.makeRoot(path, subject: subject)
    }
    try PrivateDirectory.closeRoot(path, subject: subject)
    let lock = try lock(.exclusive, patience)
    if try !has(manifest) {
      try BackupManifest().write(to: manifest, subject: subject)
    }
    try files.makeBlobDirectories()
    // Removes copies that a killed run began.
    try TemporaryBlob.removeAbandoned(in: blobs + "/tmp", subject: subject)
    return lock
  }

  private func has(_ file: String) throws(SystemError) -> Bool {
    try OwnFile.status(of: file, as: .file, subject: subject) != nil
  }

  /// Against other backups and restores, and against other programs that copy it.
  func lock(
    _ kind: LockFile.Kind, _ patience: Patience
  ) throws(SystemError) -> DirectoryLock {
    try DirectoryLock.acquire(
      kind, on: path, subject: subject, use: "makes, restores or copies a backup there", patience)
  }

  /// The backup that is there, whole as far as its database and the lengths of all contents tell.
  func verified() throws -> (record: BackupRecord, database: DatabaseCopy) {
    let manifest = try BackupManifest.read(manifest)
    guard access(database, F_OK) == 0 else {
      throw damaged("it holds no database: no backup was ever finished there")
    }
    let copy = DatabaseCopy(path: database, subject: subject)
    guard let record = manifest.record(of: try copy.digest()) else {
      throw damaged("minicrm.sqlite is not the file that its manifest tells of")
    }
    try copy.read { _ = try copy.schema(in: $0) }
    try copy.forEachContent { try require($0) }
    return (record, copy)
  }

  func require(_ content: BlobReference) throws {
    _ = try BlobFile.open(content, at: blobs + "/" + content.pathInBlobs)
  }

  private func refuseUnlessEmpty() throws {
    let names = Set(try PrivateDirectory.names(in: path, subject: subject))
    guard names.isSubset(of: ["lost+found", "manifest.json.new"]) else {
      throw StoreError.refused(
        subject, "it holds something else than a backup", "name a directory that is empty or new")
    }
  }

  private func damaged(_ cause: String) -> StoreError {
    StoreError(kind: .corrupt, subject: subject, cause: cause, suggestion: "use another backup")
  }
}
