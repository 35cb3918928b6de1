/// Who may rely on files, and who may remove some. The lock is on the folder of the blobs.
extension BlobStore {
  /// As long as it lives no file of a content goes, whatever becomes of its rows. Waits for those
  /// who are removing some. Blocks.
  func keepFiles() throws(StoreError) -> DirectoryLock {
    try DirectoryLock.acquire(.shared, on: directory, subject: subject)
  }

  /// Whoever removes files has it. Waits for the backup that is taking them. Blocks; never to be
  /// asked for inside a transaction.
  func removeFiles() throws(StoreError) -> DirectoryLock {
    try DirectoryLock.acquire(.exclusive, on: directory, subject: subject)
  }

  /// The same at once: nil while a backup takes files. What should go is then left without a row,
  /// for the collection.
  func removeFilesAtOnce() throws(StoreError) -> DirectoryLock? {
    try DirectoryLock.acquireAtOnce(.exclusive, on: directory, subject: subject)
  }
}
