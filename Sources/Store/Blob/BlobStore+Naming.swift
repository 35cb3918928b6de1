import GRDB

extension BlobStore {
  /// Names a content in the database. Its file must be there now: under the write lock nobody
  /// removes files, and one that was removed before is noticed here.
  func name(_ blob: BlobReference, in database: Database) throws {
    guard hasFile(of: blob) else {
      throw StoreError(
        kind: .io, subject: path(of: blob), cause: "the file went while it was being stored",
        suggestion: "the next try writes it again; nothing was lost, mail stays on the server")
    }
    try database.cachedStatement(
      sql: "INSERT INTO blob (sha256, size) VALUES (?, ?) ON CONFLICT DO NOTHING"
    ).execute(arguments: [blob.sha256.stored, blob.size])
  }
}
