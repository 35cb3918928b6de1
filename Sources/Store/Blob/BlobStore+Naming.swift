import Foundation
import Platform
import Records

extension BlobStore {
  /// Names a content in the transaction. Its file must be there now: under the write lock nobody
  /// removes files, and one that was removed before is noticed here.
  func name(_ blob: BlobReference, in transaction: Transaction) throws {
    guard hasFile(of: blob) else {
      throw StoreError(
        kind: .io, subject: path(of: blob), cause: "the file went while it was being stored",
        suggestion: "the next try writes it again; nothing was lost, mail stays on the server")
    }
    try transaction.run(
      """
      INSERT INTO blob (sha256, size) VALUES (\(blob.sha256), \(blob.size)) ON CONFLICT DO NOTHING
      """)
  }

  /// True when a row names the content.
  package static func names(_ blob: BlobReference, in transaction: Transaction) throws -> Bool {
    try transaction.exists("SELECT 1 FROM blob WHERE sha256 = \(blob.sha256)")
  }

  /// Forgets a content by its SHA-256 unless a row refers to it; true when it did. Its file is then
  /// nobody's.
  static func dropUnused(_ sha256: Digest, in transaction: Transaction) throws -> Bool {
    try transaction.run(
      """
      DELETE FROM blob WHERE sha256 = \(sha256)
        AND NOT EXISTS (SELECT 1 FROM mail WHERE raw = \(sha256))
        AND NOT EXISTS (SELECT 1 FROM document WHERE sha256 = \(sha256))
      """)
    return transaction.changed == 1
  }
}
