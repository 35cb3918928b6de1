import Platform

/// The store's files on disk: a directory of mode 0700 with files of mode 0600, whatever the
/// umask, all of them one user's.
package struct StoreDirectory: Sendable {
  package let path: String
  /// The noun that errors use for the directory.
  package let noun: String

  package init(path: String, noun: String = "store") {
    (self.path, self.noun) = (path, noun)
  }

  package var database: String { path + "/minicrm.sqlite" }
  package var blobs: String { path + "/blobs" }
  package var spool: String { path + "/spool" }
  /// Tokens of logins, a file each; there is none before the first.
  package var tokens: String { path + "/tokens" }
  /// The file that `WriteLock` locks.
  package var writeLock: String { path + "/" + Self.writeLockName }

  package static let writeLockName = "write.lock"
  /// The name of the file that `BlobStore.keepFiles` and `removeFiles` lock.
  package static let blobLockName = "blobs.lock"

  package var subject: String { "\(noun) \(path)" }

  package var noStore: StoreError {
    StoreError(
      kind: .noStore, subject: subject, cause: "there is none yet",
      suggestion: "correct store.directory in the settings, or add the first company")
  }

  /// The 256 folders of the blobs and the one for unfinished ones, the last.
  package func makeBlobDirectories() throws(SystemError) {
    let isComplete = OwnFile.isTaken(blobs + "/tmp")
    try PrivateDirectory.make(blobs, subject: subject)
    for folder in BlobStore.folders {
      try PrivateDirectory.make(blobs + "/" + folder, subject: subject)
    }
    if !isComplete { try Durability.sync(directory: blobs) }
  }
}
