import Store

/// The entries of a store's directory, by name; nothing is opened.
extension StoreExamination {
  /// The paths of what minicrm has there, but for the contents, whether it is there or not.
  package static func ownPaths(in directory: String) -> [String] {
    let path = StoreDirectory(path: Store.normalised(directory))
    return ["", "-wal", "-shm"].map { path.database + $0 } + [path.spool, path.blobs, path.tokens]
      + BlobStore.folders.map { path.blobs + "/" + $0 }
  }

  /// The paths of what minicrm has not made there, and leaves alone; what is among the contents is
  /// not looked at.
  package static func strangers(in directory: String) throws -> [String] {
    try StoreDirectory(path: Store.normalised(directory)).strangers()
  }
}
