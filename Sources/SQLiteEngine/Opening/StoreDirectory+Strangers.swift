import Foundation
import Platform
import Store

/// Entries of a store's directory that are not the store's.
extension StoreDirectory {
  /// Refuses to make a store beside anything but what a making that was cut off has left, and what
  /// a file system has of its own. Contents without their database are somebody's.
  func refuseUnlessNew() throws {
    let own: Set = [
      "lost+found", "minicrm.sqlite", "blobs", "spool", "tokens", Self.writeLockName,
    ]
    let names = Set(try PrivateDirectory.names(in: path, subject: subject))
    let below = try ["blobs", "spool"].filter(names.contains).flatMap {
      try FileManager.default.subpathsOfDirectory(atPath: path + "/" + $0)
    }
    guard names.isSubset(of: own), Set(below).isSubset(of: BlobStore.folders) else {
      throw StoreError.refused(
        subject, "it is not empty, and no store",
        "name a new or empty directory in store.directory; nothing was changed")
    }
  }

  /// The paths of what minicrm has not made there, and leaves alone; what is among the contents is
  /// not looked at.
  func strangers() throws(SystemError) -> [String] {
    try names(in: path) { Self.own.contains($0) || SchemaUpgrade.isCopy($0) }
      + names(in: spool) { name in Self.spooled.contains { name.wholeMatch(of: $0) != nil } }
      + names(in: tokens) { $0.wholeMatch(of: /[0-9a-f]{64}\.(?:json|json\.new|lock)/) != nil }
      + names(in: path + "/previews") { $0.wholeMatch(of: Self.previewed) != nil }
      + names(in: blobs) { BlobStore.folders.contains($0) }
      + names(in: blobs + "/tmp") { TemporaryBlob.isName($0) }
  }

  private static let own: Set = [
    "lost+found", "minicrm.sqlite", "minicrm.sqlite-wal", "minicrm.sqlite-shm",
    "minicrm.sqlite-journal", "blobs", "spool", "tokens", "restoring",
    "previews", writeLockName, blobLockName,
  ]

  /// Locks of mailboxes, what is being filed of each, signs of who is at work, and locks of
  /// reminder workers.
  private static var spooled: [Regex<Substring>] {
    [/(?:lock|filing|presence)-[0-9a-f]{64}/, /presence-(?:remind|web)/, /worker-[0-9A-F-]{36}/]
  }

  /// Page images and texts, by the digests of their files, beside the lock of who makes room.
  private static var previewed: Regex<Substring> {
    /lock|\.new-\d+-\d+|[0-9a-f]{64}-\d+-(?:count|text|page\d+-\d+)/
  }

  private func names(
    in directory: String, besides isOwn: (String) -> Bool
  ) throws(SystemError) -> [String] {
    guard OwnFile.isTaken(directory) else { return [] }
    return try PrivateDirectory.names(in: directory, subject: subject)
      .filter { !isOwn($0) }.sorted().map { directory + "/" + $0 }
  }
}
