import COpenSSL
import Glibc

/// Contents that are written together and become durable with one wait.
///
/// Small contents are hashed in memory, and written only when no committed row names them
/// (creating and unlinking a file for each duplicate is what file systems are slow at). Bigger
/// ones are hashed while they stream into a temporary file, which is then renamed or unlinked.
///
/// Blocks, and isn't for sharing: call it off the cooperative pool.
package final class BlobGroup {
  /// Contents up to this many bytes are held in memory.
  private static let smallLimit = 1 << 20
  /// Up to so many files are synced one by one; for more, one sync of the file system is faster.
  private static let singleSyncs = 8

  private let store: BlobStore
  /// Open from the beginning, so that syncfs reports what failed to be written since.
  private let root: Int32
  private var buffer: [UInt8] = []
  private var written: Set<BlobReference> = []
  private var unsynced: [BlobReference] = []

  init(store: BlobStore) throws(StoreError) {
    self.store = store
    root = open(store.directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else {
      throw StoreError.system(errno, "open \(store.directory)", subject: store.subject)
    }
  }

  deinit { close(root) }

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
        if spill == nil { spill = try spilled() }
        try spill?.write(bytes)
      }
    }
    let reference = BlobReference(sha256: digest.finish(), size: size)
    if try written.contains(reference) || store.isCommitted(reference) { return reference }
    if spill == nil { spill = try spilled() }
    try spill?.move(to: store.path(of: reference))
    written.insert(reference)
    unsynced.append(reference)
    return reference
  }

  /// Makes every content of the group durable; call it before the commit that names them.
  package func makeDurable() throws(StoreError) {
    if unsynced.count > BlobGroup.singleSyncs {
      guard syncfs(root) == 0 else {
        throw StoreError.system(errno, "sync", subject: store.subject)
      }
    } else {
      for reference in unsynced { try Durability.sync(file: store.path(of: reference)) }
      for folder in Set(unsynced.map { String($0.hexadecimal.prefix(2)) }) {
        try Durability.sync(directory: store.directory + "/" + folder)
      }
    }
    unsynced.removeAll()
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
