import GRDB
import Glibc

/// Contents as files named by their SHA-256: `blobs/ab/cdef…`, immutable, each once.
///
/// A file's name counts only once a committed row of `blob` names it. What has no such row,
/// left over from a crash, is never trusted and always written again; so files may be renamed
/// into place before they are durable, as long as one sync comes before the commit.
package struct BlobStore: Sendable {
  let directory: String
  let storeDirectory: String
  let database: StoreDatabase

  var temporaryDirectory: String { directory + "/tmp" }
  var subject: String { "store " + storeDirectory }

  /// Begins a group of contents that become durable together. Blocks.
  package func group() throws(StoreError) -> BlobGroup {
    try BlobGroup(store: self)
  }

  /// Opens a content for reading, and sees that it is as long as it should be. Blocks.
  package func open(_ reference: BlobReference) throws(StoreError) -> BlobFile {
    let path = path(of: reference)
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { throw damaged(path, "it is missing") }
      throw StoreError.system(errno, "open", subject: path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int64(status.st_size) == reference.size else {
      close(descriptor)
      throw damaged(path, "it has \(status.st_size) bytes instead of \(reference.size)")
    }
    return BlobFile(descriptor: descriptor, size: reference.size, path: path)
  }

  func path(of reference: BlobReference) -> String {
    let name = reference.hexadecimal
    return directory + "/" + name.prefix(2) + "/" + name.dropFirst(2)
  }

  /// True when the file is there in its full length.
  func hasFile(of reference: BlobReference) -> Bool {
    var status = stat()
    return stat(path(of: reference), &status) == 0 && Int64(status.st_size) == reference.size
  }

  /// True when a committed row names the content and its file is there.
  func isCommitted(_ reference: BlobReference) throws(StoreError) -> Bool {
    guard hasFile(of: reference) else { return false }
    return try database.readBlocking { database in
      try Row.fetchOne(
        database.cachedStatement(sql: "SELECT 1 FROM blob WHERE sha256 = ?"),
        arguments: [reference.sha256.stored]) != nil
    }
  }

  /// Removes a content's file; one that is gone already is as good.
  static func remove(_ path: String) {
    unlink(path)
  }

  /// Removes the unfinished files of processes that are gone. A writer holds a lock on its
  /// file, see `TemporaryBlob`.
  func removeUnfinished() throws(StoreError) {
    guard let stream = opendir(temporaryDirectory) else {
      throw StoreError.system(errno, "read \(temporaryDirectory)", subject: subject)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != "." && name != ".." else { continue }
      let path = temporaryDirectory + "/" + name
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  private func damaged(_ path: String, _ cause: String) -> StoreError {
    StoreError(
      kind: .corrupt, subject: path, cause: cause, suggestion: "restore it from a backup")
  }
}
