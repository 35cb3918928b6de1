import Glibc
import Platform
import Records

/// Contents as files named by their SHA-256: `blobs/ab/cdef…`, immutable, each once.
///
/// A file's name counts only once a committed row of `blob` names it. What has no such row, left
/// over from a crash, is not trusted but read, and written again unless its bytes are right; so
/// files may get their names before they are durable, as long as one sync comes before the commit.
package struct BlobStore: Sendable {
  package let directory: String
  package let storeDirectory: String
  package let engine: any Engine
  /// With those who take files, or remove some.
  package var patience = Patience.command

  package init(
    directory: String, storeDirectory: String, engine: any Engine, patience: Patience = .command
  ) {
    self.directory = directory
    self.storeDirectory = storeDirectory
    self.engine = engine
    self.patience = patience
  }

  /// The names of the folders: 256 of contents, and the one of unfinished files.
  package static let folders = (UInt8.min...UInt8.max).map { Hexadecimal.text([$0]) } + ["tmp"]

  package var temporaryDirectory: String { directory + "/tmp" }
  package var subject: String { "store " + storeDirectory }

  /// Begins a group of contents that become durable together. Blocks.
  package func group() throws(StoreError) -> BlobGroup {
    let engine = engine
    return try BlobGroup(store: self) { blobs in
      try engine.readBlocking { transaction in
        Set(try blobs.filter { try BlobStore.names($0, in: transaction) })
      }
    }
  }

  /// Opens a content for reading, and sees that it is as long as it should be. Blocks.
  package func open(_ reference: BlobReference) throws(StoreError) -> BlobFile {
    try BlobFile.open(reference, at: path(of: reference))
  }

  package func path(of reference: BlobReference) -> String {
    directory + "/" + reference.pathInBlobs
  }

  /// True when the file is there in its full length.
  package func hasFile(of reference: BlobReference) -> Bool {
    reference.hasFile(at: path(of: reference))
  }

  /// True when the file is there with the very bytes of the content. Blocks.
  package func holds(_ reference: BlobReference) -> Bool {
    do {
      try open(reference).verify()
      return true
    } catch {
      return false
    }
  }

  /// Removes a content's file; one that is gone already is as good.
  package static func remove(_ path: String) {
    unlink(path)
  }

  /// Removes the unfinished files of processes that are gone.
  package func removeUnfinished() throws(SystemError) {
    try TemporaryBlob.removeAbandoned(in: temporaryDirectory, subject: subject)
  }
}
