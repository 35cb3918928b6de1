import Foundation
import GRDB
import Glibc

/// The contents that rows name, compared with the files that are there.
extension StoreExamination {
  /// What was found; in each list the first few, in `faults` all are counted.
  package struct Contents: Sendable, Hashable {
    /// Contents that rows name.
    package var named = 0
    package var faults = 0
    /// What is wrong, a line each.
    package var firstFaults: [String] = []
    /// Files that no row names and that nobody is about to name.
    package var unnamed = 0
    /// In bytes.
    package var unnamedSize: Int64 = 0
  }

  /// A file that no row names is about to get one when it is younger, in seconds.
  private static let settlingTime: TimeInterval = 3_600

  /// Looks for the file of every content and at its length; with `deep` its bytes are hashed.
  package func contents(deep: Bool, now: Date) throws -> Contents {
    var found = Contents()
    var faults: [(blob: BlobReference, text: String)] = []
    try read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT sha256, size FROM blob")
      while let row = try rows.next() {
        try checkInterruption()
        let blob = BlobReference(sha256: Array(row["sha256"] as Data), size: row["size"])
        found.named += 1
        if let fault = fault(of: blob, deep: deep) { faults.append((blob, fault)) }
      }
    }
    // What was let go of meanwhile has neither row nor file any more.
    for (blob, fault) in faults where try isNamed(blob) {
      found.faults += 1
      guard found.firstFaults.count < Self.faultsTold else { continue }
      let whose = try read { database in try self.owners(of: blob, in: database) }
      found.firstFaults.append("\(whose): \(fault)")
    }
    try countUnnamed(&found, before: now.addingTimeInterval(-Self.settlingTime))
    return found
  }

  private func fault(of blob: BlobReference, deep: Bool) -> String? {
    let file = file(of: blob.hexadecimal)
    var status = stat()
    guard stat(file, &status) == 0 else {
      return errno == ENOENT
        ? "its content \(file) is missing"
        : "its content \(file) can't be read: \(String(cString: strerror(errno)))"
    }
    guard Int64(status.st_size) == blob.size else {
      return "its content \(file) has \(status.st_size) bytes instead of \(blob.size)"
    }
    guard deep else { return nil }
    return hasDigest(blob, file) ? nil : "its content \(file) was changed, or can't be read"
  }

  private func hasDigest(_ blob: BlobReference, _ file: String) -> Bool {
    do {
      let content = try BlobFile.open(blob, at: file)
      var digest = SHA256Digest()
      try content.forEachChunk {
        try checkInterruption()
        digest.update($0)
      }
      return digest.finish() == blob.sha256
    } catch {
      return false
    }
  }

  /// The documents and mails that have the content: `document 3 (lasku.pdf)`.
  private func owners(of blob: BlobReference, in database: Database) throws -> String {
    let owners = try String.fetchAll(
      database,
      sql: """
        SELECT 'document ' || id || ' (' || fileName || ')' FROM document WHERE sha256 = ?1
        UNION ALL SELECT 'mail ' || id FROM mail WHERE raw = ?1 LIMIT 3
        """, arguments: [blob.sha256.stored])
    return owners.isEmpty ? "nobody's any more" : owners.joined(separator: ", ")
  }

  private func file(of name: String) -> String {
    "\(path.blobs)/\(name.prefix(2))/\(name.dropFirst(2))"
  }

  private func countUnnamed(_ found: inout Contents, before: Date) throws {
    for folder in UInt8.min...UInt8.max {
      try checkInterruption()
      let folder = BlobReference.hexadecimal([folder])
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(path.blobs)/\(folder)")
      for name in names {
        var status = stat()
        let isFile = lstat("\(path.blobs)/\(folder)/\(name)", &status) == 0
        guard isFile, Double(status.st_mtim.tv_sec) < before.timeIntervalSince1970,
          try !isContent(folder + name)
        else { continue }
        found.unnamed += 1
        found.unnamedSize += Int64(status.st_size)
      }
    }
  }

  private func isContent(_ hexadecimal: String) throws -> Bool {
    try BlobReference(hexadecimal: hexadecimal, size: 0).map(isNamed) ?? false
  }

  private func isNamed(_ blob: BlobReference) throws -> Bool {
    try read { database in
      try Row.fetchOne(
        database.cachedStatement(sql: "SELECT 1 FROM blob WHERE sha256 = ?"),
        arguments: [blob.sha256.stored]) != nil
    }
  }
}
