import Foundation
import Platform
import Records

/// A content whose file a scrub has found damaged, and whose it is.
package struct DamagedContent: Sendable, Hashable {
  package let sha256: Digest
  /// The path of the content's file, which may be missing.
  package let file: String
  /// A `BlobFault` in one word: `missing`, `noFile`, `length`, `changed`, `unreadable`.
  package let fault: String
  package let foundAt: Date
  /// The documents and mails that have it: `document 3 (lasku.pdf)`, the first few.
  package let owners: String

  static let contents: SQL = """
    SELECT blob.sha256, blob.size FROM damagedBlob JOIN blob USING (sha256) ORDER BY sha256
    """

  /// All of them, those found first before the others.
  static func all(in transaction: Transaction, _ blobs: BlobStore) throws -> [DamagedContent] {
    try transaction.rows(
      "SELECT sha256, fault, foundAt FROM damagedBlob ORDER BY foundAt, sha256"
    ).map { row in
      let blob = BlobReference(sha256: row["sha256"], size: 0)
      return DamagedContent(
        sha256: blob.sha256, file: blobs.path(of: blob), fault: row["fault"],
        foundAt: row["foundAt"],
        owners: try blob.owners(in: transaction))
    }
  }
}

extension BlobReference {
  package init(row: SQLRow) {
    self.init(sha256: row["sha256"], size: row["size"])
  }

  /// The documents and mails that have the content: `document 3 (lasku.pdf)`, the first few.
  package func owners(in transaction: Transaction) throws -> String {
    let owners = try transaction.values(
      """
      SELECT 'document ' || id || ' (' || fileName || ')' FROM document WHERE sha256 = \(sha256)
      UNION ALL SELECT 'mail ' || id FROM mail WHERE raw = \(sha256) LIMIT 3
      """, as: String.self)
    return owners.isEmpty ? "nobody's any more" : owners.joined(separator: ", ")
  }
}

extension Store {
  /// Compares contents with their names: all of them, or the share that is due when all are to be
  /// read within `period` seconds. What is damaged is kept until it is whole again.
  package func scrubBlobs(
    within period: TimeInterval? = nil, now: Date
  ) async throws(StoreError) -> ScrubReport {
    try await BlockingWork.run("minicrm.scrub", directory: directory) {
      try BlobScrub(store: self, period: period, now: now).run()
    }
  }

  /// The contents that scrubs have found damaged.
  package func damagedContents() async throws(StoreError) -> [DamagedContent] {
    let blobs = blobs
    return try await engine.read { try DamagedContent.all(in: $0, blobs) }
  }
}
