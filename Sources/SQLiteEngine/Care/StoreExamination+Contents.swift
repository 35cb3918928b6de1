import Foundation
import GRDB
import Glibc
import Platform
import Records
import Store

/// The contents that rows name, compared with the files that are there.
extension StoreExamination {
  /// A file that no row names is about to get one when it is younger, in seconds.
  private static let settlingTime: TimeInterval = 3_600

  /// Looks for the file of every content and at its length; with `deep` its bytes are hashed.
  /// Without that, what a scrub has found counts.
  package func contents(deep: Bool, now: Date) throws -> ExaminedContents {
    var found = ExaminedContents()
    var faults: [(blob: BlobReference, text: String, isUnreadable: Bool)] = []
    let known = deep ? [:] : try knownDamages()
    try rows { transaction in
      try transaction.forEach("SELECT sha256, size FROM blob") { row in
        try checkInterruption()
        let blob = BlobReference(row: row)
        found.named += 1
        let file = path.blobs + "/" + blob.pathInBlobs
        if let fault = try BlobFault.find(
          in: blob, at: file, reading: deep, pause: checkInterruption)
        {
          faults.append((blob, "its content \(file) \(fault.text)", fault.isUnreadable))
        } else if let word = known[blob.sha256] {
          faults.append((blob, "its content \(file) was found damaged by a scrub (\(word))", false))
        }
      }
    }
    // A content that was let go of meanwhile has neither row nor file any more.
    for (blob, fault, isUnreadable) in faults where try isNamed(blob) {
      found.faults += 1
      guard found.firstFaults.count < Self.faultsTold else { continue }
      let whose = try rows { try blob.owners(in: $0) }
      found.firstFaults.append(.init(text: "\(whose): \(fault)", isUnreadable: isUnreadable))
    }
    try countUnnamed(&found, before: now.addingTimeInterval(-Self.settlingTime))
    return found
  }

  /// The damages that scrubs have found, by digest. An older schema has none.
  private func knownDamages() throws -> [Digest: String] {
    guard try read({ try $0.tableExists("damagedBlob") }) else { return [:] }
    let damaged = try rows { try $0.rows("SELECT sha256, fault FROM damagedBlob") }
    return Dictionary(
      damaged.map { ($0["sha256"], $0["fault"]) }, uniquingKeysWith: { first, _ in first })
  }

  private func countUnnamed(_ found: inout ExaminedContents, before: Date) throws {
    func stranger(_ path: String) {
      if found.strangers.count < Self.faultsTold { found.strangers.append(path) }
    }
    try BlobFolder(directory: path.blobs, subject: path.subject).forEachFile(
      { file in
        try checkInterruption()
        guard try !isNamed(BlobReference(sha256: file.digest, size: 0)) else { return }
        var status = stat()
        guard lstat(file.path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFREG else { return stranger(file.path) }
        guard Double(status.st_mtim.tv_sec) < before.timeIntervalSince1970 else { return }
        found.unnamed += 1
        found.unnamedSize += Int64(status.st_size)
      }, stranger: stranger)
  }

  private func isNamed(_ blob: BlobReference) throws -> Bool {
    try rows { try BlobStore.names(blob, in: $0) }
  }
}
