import Platform

/// Who may rely on files, and who may remove some. The lock is a file beside the folder of
/// the blobs.
extension BlobStore {
  /// As long as it lives no file of a content goes, whatever becomes of its rows. Waits for those
  /// who are removing some. Blocks.
  package func keepFiles() throws(SystemError) -> FileLock {
    try FileLock.acquire(.shared, at: lockFile, lockName, patience)
  }

  /// The lease of a process that removes files. Waits for a backup that is taking files. Blocks;
  /// never to be asked for inside a transaction.
  package func removeFiles() throws(SystemError) -> FileLock {
    try FileLock.acquire(.exclusive, at: lockFile, lockName, patience)
  }

  /// The same at once: nil while a backup takes files. What should go is then left without a row,
  /// for the collection.
  package func removeFilesAtOnce() throws(SystemError) -> FileLock? {
    try FileLock.acquireAtOnce(.exclusive, at: lockFile, lockName)
  }

  private var lockFile: String { storeDirectory + "/" + StoreDirectory.blobLockName }
  private var lockName: LockName {
    LockName(subject: subject, use: "takes or removes files of documents")
  }
}
