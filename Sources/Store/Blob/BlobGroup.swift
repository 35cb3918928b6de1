import Platform
import Records

/// Contents that are written together and become durable with one wait.
///
/// Small contents are hashed in memory, and written only when no committed row names them
/// (creating and unlinking a file for each duplicate is what file systems are slow at). Bigger
/// ones are hashed while they stream into a temporary file, which is then linked or unlinked.
///
/// A known content is read, and written again unless its bytes are right: the mail that brings the
/// content goes from the server because of those bytes.
///
/// Blocks, and isn't for sharing: call it off the cooperative pool.
package final class BlobGroup {
  /// Contents up to this many bytes are held in memory.
  private static let smallLimit = 512 << 10

  /// Bytes of contents that wait in memory until it is asked which are known.
  private static let mostWaiting = 1 << 20

  private let store: BlobStore
  private let named: ([BlobReference]) throws -> Set<BlobReference>
  private var placed: WrittenBlobs
  /// Known contents whose files were read.
  private var intact: Set<BlobReference> = []
  private var buffer: [UInt8] = []
  /// Small contents of which it is not known yet whether a row names them, in their order.
  private var waiting: [(reference: BlobReference, bytes: [UInt8])] = []
  private var waitingNames: Set<BlobReference> = []
  private var waitingBytes = 0

  /// `named` tells which contents a committed row names.
  init(
    store: BlobStore, named: @escaping ([BlobReference]) throws -> Set<BlobReference>
  ) throws(StoreError) {
    self.store = store
    self.named = named
    placed = try WrittenBlobs(in: store)
  }

  /// The files that were written of all contents added; they have to become durable before the
  /// commit that names the contents.
  package var written: WrittenBlobs {
    get throws {
      try settle()
      return placed
    }
  }

  /// Takes in one content, which `produce` gives chunk by chunk. What `produce` throws comes
  /// through as it is, and leaves nothing behind.
  package func add(
    _ produce: (_ write: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> BlobReference {
    var digest = SHA256()
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
          spill = try spilled(buffer)
          // Its memory is not needed while the rest goes by.
          buffer = []
        }
        try spill?.write(bytes)
      }
    }
    let reference = BlobReference(sha256: digest.finish(), size: size)
    if placed.contains(reference) || intact.contains(reference)
      || waitingNames.contains(reference)
    {
      return reference
    }
    if var file = spill.take() {
      let isKnown = try named([reference]).contains(reference)
      if !isIntact(reference, isKnown) { try place(&file, as: reference, isKnown) }
    } else {
      waiting.append((reference, buffer.withUnsafeBytes(Array.init)))
      waitingNames.insert(reference)
      waitingBytes += buffer.count
      if waitingBytes >= BlobGroup.mostWaiting { try settle() }
    }
    return reference
  }

  /// Writes those of the waiting contents that no row names. Nearly every content is new.
  private func settle() throws {
    guard !waiting.isEmpty else { return }
    let known = try named(waiting.map(\.reference))
    for (reference, bytes) in waiting {
      let isKnown = known.contains(reference)
      if isIntact(reference, isKnown) { continue }
      var file = try spilled(bytes)
      try place(&file, as: reference, isKnown)
    }
    (waiting, waitingNames, waitingBytes) = ([], [], 0)
  }

  /// A known content's file is whole, and need not be written.
  private func isIntact(_ reference: BlobReference, _ isKnown: Bool) -> Bool {
    guard isKnown, store.holds(reference) else { return false }
    intact.insert(reference)
    return true
  }

  /// Gives a content its name. A file that is there all the same is of a group that is about to be
  /// committed, or from a crash: to be synced with this group's.
  private func place(
    _ file: inout TemporaryBlob, as reference: BlobReference, _ isKnown: Bool
  ) throws {
    try file.place(as: reference, in: store)
    placed.insert(reference, mending: isKnown)
  }

  /// A temporary file that holds the bytes.
  private func spilled(_ bytes: [UInt8]) throws(StoreError) -> TemporaryBlob {
    let file = try TemporaryBlob(in: store)
    // The closure can't throw typed errors through withUnsafeBytes, hence the Result.
    let outcome = bytes.withUnsafeBytes { bytes in
      Result { () throws(StoreError) in try file.write(bytes) }
    }
    try outcome.get()
    return file
  }
}
