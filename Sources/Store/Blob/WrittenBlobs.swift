import Glibc
import Platform
import Records

/// Contents whose files have their names but may not be on the disk yet.
package struct WrittenBlobs: Sendable {
  /// Up to so many files are synced one by one; for more, one sync of the file system is faster.
  private static let singleSyncs = 8

  private let store: BlobStore
  private let root: OpenDirectory
  private var references: Set<BlobReference> = []
  /// The contents that rows named already, and whose files were damaged or gone.
  package private(set) var mended: [BlobReference] = []

  init(in store: BlobStore) throws(StoreError) {
    self.store = store
    root = try OpenDirectory(store.directory, subject: store.subject)
  }

  func contains(_ reference: BlobReference) -> Bool { references.contains(reference) }

  mutating func insert(_ reference: BlobReference, mending isMended: Bool) {
    references.insert(reference)
    if isMended { mended.append(reference) }
  }

  /// These and those of a group that was begun later, to become durable with one wait.
  package func joined(by later: WrittenBlobs) -> WrittenBlobs {
    var all = self
    all.references.formUnion(later.references)
    all.mended += later.mended
    return all
  }

  /// Waits until every one is on the disk; call it before the commit that names them. Blocks.
  package func makeDurable() throws(StoreError) {
    if references.count > WrittenBlobs.singleSyncs {
      guard LinuxCalls.syncFileSystem(of: root.descriptor) == 0 else {
        throw StoreError.system(.last, "sync", subject: store.subject)
      }
      return
    }
    try StoreError.translating(syncEach())
  }

  private func syncEach() throws(SystemError) {
    for reference in references { try Durability.sync(file: store.path(of: reference)) }
    for folder in Set(references.map { String($0.sha256.hexadecimal.prefix(2)) }) {
      try Durability.sync(directory: store.directory + "/" + folder)
    }
  }
}

/// A directory that is open from before its files are written, so that syncfs(2) reports what
/// failed to be written since.
private final class OpenDirectory: Sendable {
  let descriptor: Int32

  init(_ path: String, subject: String) throws(StoreError) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError.system(.last, "open \(path)", subject: subject)
    }
  }

  deinit { close(descriptor) }
}
