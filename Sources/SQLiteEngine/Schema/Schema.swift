import GRDB
import Store

/// The steps that bring a store from nothing to what this program expects.
///
/// The number of steps taken is the database's `user_version`; `application_id` tells a
/// store from somebody else's database.
enum Schema {
  /// Only ever appended to.
  static let migrations: [any Migration.Type] = [
    Migration001Companies.self, Migration002Mails.self, Migration003CustomerLog.self,
    Migration004Reminders.self, Migration005Health.self, Migration006Backups.self,
    Migration007Erasure.self, Migration008Insertions.self, Migration009Words.self,
    Migration010ContentDigests.self, Migration011LogNumbers.self, Migration012Batches.self,
    Migration013Scrub.self, Migration014Reminders.self, Migration015SetBackFolders.self,
    Migration016Setup.self, Migration017FailingSince.self, Migration018Reasons.self,
    Migration019GroupEntries.self, Migration020Lists.self, Migration021FoldedCase.self,
    Migration022Parties.self, Migration023LogRecording.self, Migration024Documents.self,
    Migration025Tasks.self, Migration026DocumentWords.self, Migration027Access.self,
    Migration028Pages.self,
    Migration029Edits.self,
  ]

  static var version: Int { migrations.count }

  /// "MCRM" in ASCII.
  static let applicationID = 0x4D43_524D

  /// Takes the missing steps; call inside a write transaction, with foreign keys off.
  static func migrate(_ database: Database, subject: String) throws {
    let found = try storedVersion(database)
    guard found <= version else { throw newer(found, subject) }
    guard found < version else { return }
    if found == 0 {
      guard try isEmpty(database) else {
        throw StoreError(
          kind: .corrupt, subject: subject, cause: "minicrm.sqlite is another program's database",
          suggestion: "name another directory in store.directory")
      }
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    for migration in migrations[found...] { try migration.apply(to: database) }
    if let row = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
      throw StoreError(
        kind: .corrupt, subject: subject,
        cause: "a row of \(row["table"] as String) names what is not there",
        suggestion: "nothing was changed; restore the last backup, or ask for help with this line")
    }
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Refuses to go on when another program has migrated, or somebody restored, the store
  /// under this running one.
  static func check(_ database: Database, subject: String) throws {
    let found = try storedVersion(database)
    if found > version { throw newer(found, subject) }
    if found < version {
      throw StoreError(
        kind: .schemaOlder, subject: subject,
        cause: "its schema is version \(found), this program runs on \(version)",
        suggestion: "start the program again, it then brings the store up to date")
    }
  }

  /// The database is a store's, of whatever version, and no other program's.
  static func isOurs(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID
  }

  static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
  }

  static func storedVersion(_ database: Database) throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "PRAGMA user_version")) ?? 0
  }

  static func newer(_ found: Int, _ subject: String) -> StoreError {
    StoreError(
      kind: .schemaNewer, subject: subject,
      cause: "its schema is version \(found), this program knows up to \(version)",
      suggestion: "use the newer minicrm that wrote it, or go back to the copy that it made before "
        + "(docs/upgrade.md); nothing was changed")
  }
}
