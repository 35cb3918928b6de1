import Foundation
import GRDB
import Records

extension BlobStore {
  /// Names a content in the database. Its file must be there now: under the write lock nobody
  /// removes files, and one that was removed before is noticed here.
  func name(_ blob: BlobReference, in database: Database) throws {
    guard hasFile(of: blob) else {
      throw StoreError(
        kind: .io, subject: path(of: blob), cause: "the file went while it was being stored",
        suggestion: "the next try writes it again; nothing was lost, mail stays on the server")
    }
    try database.run(
      "INSERT INTO blob (sha256, size) VALUES (?, ?) ON CONFLICT DO NOTHING",
      blob.sha256.stored, blob.size)
  }

  /// True when a row names the content.
  static func names(_ blob: BlobReference, in database: Database) throws -> Bool {
    try database.firstInteger("SELECT 1 FROM blob WHERE sha256 = ?", blob.sha256.stored) != nil
  }

  /// Forgets a content by its SHA-256 unless a row refers to it; true when it did. Its file is then
  /// nobody's.
  static func dropUnused(_ sha256: Data, in database: Database) throws -> Bool {
    try database.cachedStatement(
      sql: """
        DELETE FROM blob WHERE sha256 = ?1
          AND NOT EXISTS (SELECT 1 FROM mail WHERE raw = ?1)
          AND NOT EXISTS (SELECT 1 FROM document WHERE sha256 = ?1)
        """
    ).execute(arguments: [sha256])
    return database.changesCount == 1
  }
}
