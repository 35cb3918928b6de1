import Records
import System

/// Contents that are written together and become durable with one wait.
///
/// Small contents are hashed in memory, and written only when no committed row names them
/// (creating and unlinking a file for each duplicate is what file systems are slow at). Bigger
/// ones are hashed while they stream into a temporary file, which is then linked or unlinked.
///
/// What is known already is read, and written again unless its bytes are right: the mail that
/// brings it goes from the server because of them.
///
/// Blocks, and isn't for sharing: call it off the cooperative pool.
package final class BlobGroup {
  /// Contents up to this many bytes are held in memory.
  private static let smallLimit = 512 << 10

  private let store: BlobStore
  private let isNamed: (BlobReference) throws -> Bool
  /// What was written so far; it has to become durable before the commit that names it.
  package private(set) var written: WrittenBlobs
  /// Known contents whose files were read.
  private var intact: Set<BlobReference> = []
  private var buffer: [UInt8] = []

  /// `isNamed` tells whether a committed row names a content.
  init(
    store: BlobStore, isNamed: @escaping (BlobReference) throws -> Bool
  ) throws(StoreError) {
    self.store = store
    self.isNamed = isNamed
    written = try WrittenBlobs(in: store)
  }

  /// Takes in one content, which `produce` gives chunk by chunk. What `produce` throws comes
  /// through as it is, and leaves nothing behind.
  package func add(
    _ produce: (_ write: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> BlobReference {
    var digest = SHA256Digest()
    var spill: TemporaryBlob?
    var size: Int64 = 0
    buffer.removeAll(keepingCapacity: true)
    try produce { bytes in
      digest.update(bytes)
      size += Int64(bytes.count)
      if size <= BlobGroup.smallLimit {
        buffer.append(contentsOf: bytes)
      } else {
        if spill == nil {
          spill = try spilled()
          // Its memory is not needed while the rest goes by.
          buffer = []
        }
        try spill?.write(bytes)
      }
    }
    let reference = BlobReference(sha256: digest.finish(), size: size)
    if written.contains(reference) || intact.contains(reference) { return reference }
    // Nearly every content is new, and a row is found faster than that no file has a name.
    let isKnown = try isNamed(reference)
    if isKnown, store.holds(reference) {
      intact.insert(reference)
      return reference
    }
    // A file that is there all the same is of a group that is about to be committed, or from a
    // crash: to be synced with this group's.
    if spill == nil { spill = try spilled() }
    try spill?.place(as: reference, in: store)
    written.insert(reference, mending: isKnown)
    return reference
  }

  /// A temporary file that holds what the buffer held.
  private func spilled() throws(StoreError) -> TemporaryBlob {
    let file = try TemporaryBlob(in: store)
    // The closure can't throw typed errors through withUnsafeBytes, hence the Result.
    let outcome = buffer.withUnsafeBytes { bytes in
      Result { () throws(StoreError) in try file.write(bytes) }
    }
    try outcome.get()
    return file
  }
}
