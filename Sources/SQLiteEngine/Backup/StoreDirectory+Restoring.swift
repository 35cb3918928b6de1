import Glibc
import Platform
import Records
import Store

/// A store's directory while a backup is put back into it.
extension StoreDirectory {
  /// The folder that is there as long as a restore is unfinished.
  var restoring: String { path + "/restoring" }

  /// Nobody works on what a restore has not finished: a new store would be begun beside it.
  func refuseHalfRestored() throws(StoreError) {
    guard OwnFile.isTaken(restoring) else { return }
    throw StoreError(
      kind: .corrupt, subject: subject, cause: "a restore into it was interrupted",
      suggestion: "restore the backup again, that begins anew")
  }

  /// Takes away what an interrupted restore left, its sign last, and nothing else.
  func clearHalfRestored() throws {
    guard try OwnFile.status(of: restoring, as: .directory, subject: subject) != nil else { return }
    try removeContents()
    try StoreDirectory(path: restoring, noun: noun).removeContents()
    try TemporaryBlob.removeAbandoned(in: restoring, subject: subject)
    try removeEmpty(restoring)
  }

  func refuseUnlessEmpty() throws(StoreError) {
    let names = try StoreError.translating(PrivateDirectory.names(in: path, subject: subject))
    guard Set(names).isSubset(of: ["lost+found", Self.writeLockName, Self.blobLockName]) else {
      throw .refused(
        subject, "it is not empty",
        "stop minicrm and move what is there away, or name another store.directory; nothing was "
          + "changed")
    }
  }

  /// The database and the contents.
  private func removeContents() throws {
    if try OwnFile.status(of: database, as: .file, subject: subject) != nil { unlink(database) }
    guard try OwnFile.status(of: blobs, as: .directory, subject: subject) != nil else { return }
    let folders = try BlobStore.folders.map { blobs + "/" + $0 }
      .filter { try OwnFile.status(of: $0, as: .directory, subject: subject) != nil }
    for folder in folders {
      let isOfContents = !folder.hasSuffix("/tmp")
      if !isOfContents { try TemporaryBlob.removeAbandoned(in: folder, subject: subject) }
      for name in try PrivateDirectory.names(in: folder, subject: subject)
      where isOfContents
        && BlobReference.digest(folder: String(folder.suffix(2)), name: name) != nil
      {
        unlink(folder + "/" + name)
      }
      try removeEmpty(folder)
    }
    try removeEmpty(blobs)
  }

  private func removeEmpty(_ folder: String) throws(StoreError) {
    guard rmdir(folder) != 0 else { return }
    guard errno == ENOTEMPTY || errno == EEXIST else {
      throw StoreError.system(.last, "remove \(folder)", subject: subject)
    }
    throw .refused(
      subject, "\(folder) holds what is not minicrm's", "move it away and restore again")
  }
}
