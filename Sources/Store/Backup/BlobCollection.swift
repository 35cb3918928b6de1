import Foundation
import Glibc
import Platform
import Records

/// Removes the contents that nothing refers to any more. Blocks.
///
/// A file may stand there before the row that will name it is committed: that is what the grace
/// period is for. One that is older may be named again at any moment too; so it is looked up once
/// more and removed under the write lock, where whoever names a content looks for its file
/// (`BlobStore.name`) and otherwise writes it again.
struct BlobCollection {
  /// So many files go in one transaction: others wait for it.
  private static let batch = 100

  let store: Store
  /// Files written after that stay.
  let cutoff: Date
  /// Only counts.
  let dryRun: Bool

  private var folder: BlobFolder {
    BlobFolder(directory: store.blobs.directory, subject: store.blobs.subject)
  }

  func run() throws -> CollectionReport {
    let lock = try store.blobs.removeFiles()
    return try withExtendedLifetime(lock) {
      var report = CollectionReport()
      report.rows = try dropRows()
      var due: [BlobFolder.File] = []
      try folder.forEachFile { file in
        guard try !isNamed(file), let age = Age(file.path) else { return }
        if age.writtenAt > cutoff.storedSeconds {
          report.young += 1
          return
        }
        report.files += 1
        report.bytes += age.size
        due.append(file)
        if due.count == Self.batch { try remove(&due) }
      }
      try remove(&due)
      return report
    }
  }

  /// Contents whose last reference went without them, in a crash between two transactions; they
  /// are nobody's already, so no grace is due. Call it holding `removeFiles`.
  func dropRows() throws -> Int {
    let unused = try store.engine.readBlocking {
      try $0.values(
        """
        SELECT sha256 FROM blob WHERE NOT EXISTS (SELECT 1 FROM mail WHERE raw = blob.sha256)
          AND NOT EXISTS (SELECT 1 FROM document WHERE document.sha256 = blob.sha256)
        """, as: Digest.self)
    }
    guard !dryRun, !unused.isEmpty else { return unused.count }
    return try store.engine.writeBlocking { transaction in
      try unused.count { sha256 in
        guard try BlobStore.dropUnused(sha256, in: transaction) else { return false }
        BlobStore.remove(
          store.blobs.path(of: BlobReference(sha256: sha256, size: 0)))
        return true
      }
    }
  }

  private func isNamed(_ file: BlobFolder.File) throws -> Bool {
    try store.engine.readBlocking { try Self.isNamed(file, in: $0) }
  }

  private static func isNamed(_ file: BlobFolder.File, in transaction: Transaction) throws -> Bool {
    try transaction.exists("SELECT 1 FROM blob WHERE sha256 = \(file.digest)")
  }

  private func remove(_ due: inout [BlobFolder.File]) throws {
    defer { due.removeAll() }
    guard !dryRun, !due.isEmpty else { return }
    let files = due
    try store.engine.writeBlocking { transaction in
      for file in files where try !Self.isNamed(file, in: transaction) {
        BlobStore.remove(file.path)
      }
    }
  }
}

/// When a file was written, and how long it is; nil when it is gone, or no file.
private struct Age {
  /// Seconds since 1970.
  let writtenAt: Int64
  let size: Int64

  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    (writtenAt, size) = (Int64(status.st_mtim.tv_sec), Int64(status.st_size))
  }
}

/// The files and rows that a collection removed, or would have removed.
package struct CollectionReport: Sendable, Hashable {
  package fileprivate(set) var files = 0
  package fileprivate(set) var bytes: Int64 = 0
  /// Rows that nothing referred to.
  package fileprivate(set) var rows = 0
  /// Files without a row that stay for now, since they may be on their way into the store.
  package fileprivate(set) var young = 0
}

extension Store {
  /// Drops the rows of contents that nothing refers to any more. Blocks; nobody may take files
  /// meanwhile, see `BlobStore.removeFiles`.
  package func dropUnusedContents() throws {
    _ = try BlobCollection(store: self, cutoff: .distantPast, dryRun: false).dropRows()
  }
}
