import Foundation
import GRDB
import Glibc
import Platform
import Records
import Store

/// A copy of a store's database that is whole by itself: one file, without a journal beside it.
struct DatabaseCopy: Sendable {
  let path: String
  /// The subject of errors.
  let subject: String

  /// Copies what is committed at this moment, while others go on writing, and makes it durable. A
  /// file that is there is replaced. Blocks.
  static func make(
    of source: any DatabaseReader, at path: String, subject: String
  ) throws -> DatabaseCopy {
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.system(.last, "create \(path)", subject: subject)
    }
    fchmod(descriptor, 0o600)
    close(descriptor)
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // Nobody believes in the file before it is made durable below.
      try database.execute(sql: "PRAGMA synchronous = OFF")
    }
    let copy = try DatabaseQueue(path: path, configuration: configuration)
    try source.backup(to: copy)
    // The source's WAL mode came along with its header.
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy.close()
    try Durability.sync(file: path)
    return DatabaseCopy(path: path, subject: subject)
  }

  /// Sees that SQLite finds nothing wrong with it, and that this program can read it.
  func check() throws {
    try read { database in
      let faults = try String.fetchAll(database, sql: "PRAGMA integrity_check(1)")
      guard faults == ["ok"] else { throw damaged(faults.joined(separator: ", ")) }
      if let row = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
        throw damaged("a row of \(row["table"] as String) names what is not there")
      }
      _ = try schema(in: database)
    }
  }

  /// The version of its schema, which this program knows.
  func schema(in database: Database) throws -> Int {
    let found = try Schema.storedVersion(database)
    guard found <= Schema.version else { throw Schema.newer(found, subject) }
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id")
    guard found > 0, application == Schema.applicationID else {
      throw damaged("it is no database of minicrm")
    }
    return found
  }

  /// Gives every content that its rows name.
  func forEachContent(_ body: (BlobReference) throws -> Void) throws {
    try read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT sha256, size FROM blob")
      while let row = try rows.next() {
        guard let digest = Digest(Array(row["sha256"] as Data)) else {
          throw damaged("a content in it has no digest")
        }
        try body(BlobReference(sha256: digest, size: row["size"]))
      }
    }
  }

  /// Lets `body` ask whether a row names the content with a SHA-256.
  func whileOpen<Value>(
    _ body: (_ names: (Digest) throws -> Bool) throws -> Value
  ) throws -> Value {
    try read { database in
      let known = try database.cachedStatement(sql: "SELECT 1 FROM blob WHERE sha256 = ?")
      return try body { try Row.fetchOne(known, arguments: [Data($0.bytes)]) != nil }
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read(body)
  }

  /// Lets go of what holds no longer in a store that is restored: of the damages that scrubs have
  /// found where the contents come from, and of sessions and links that may have ended since.
  /// Blocks.
  func forgetPassing() throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      for table in ["damagedBlob", "session", "passwordLink"]
      where try database.tableExists(table) {
        try database.execute(sql: "DELETE FROM \(table)")
      }
    }
    try queue.close()
  }

  /// The SHA-256 of the file, in hexadecimal.
  func digest() throws -> String {
    var digest = SHA256()
    try BlobFile.whole(path).forEachChunk { digest.update($0) }
    return digest.finish().hexadecimal
  }

  private func damaged(_ cause: String) -> StoreError {
    StoreError(
      kind: .corrupt, subject: path, cause: cause,
      suggestion: "use another backup; `PRAGMA integrity_check` on the store's own says whether "
        + "that is whole")
  }
}
