import GRDB
import Glibc
import Platform
import Store

/// Bringing the schema of a database up to date.
extension SchemaUpgrade {
  private static let prefix = "minicrm.sqlite.before-"

  /// Brings the schema up to date, in one write transaction: nobody else writes between the copy
  /// and the first step. Nil when nothing was there, or nothing was to be done. Throws
  /// `UpgradeHindered` while another process has the database open: an older program's would go on
  /// by the old schema, and without our lock.
  ///
  /// Foreign keys are off meanwhile, which SQLite allows outside a transaction only: a table that
  /// is made anew would otherwise take the rows along that refer to it. `Schema.migrate` looks at
  /// all of them at the end.
  static func run(
    on pool: DatabasePool, _ files: StoreDirectory, _ making: StoreMaking
  ) throws -> SchemaUpgrade? {
    try pool.writeWithoutTransaction { database in
      var upgrade: SchemaUpgrade?
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.inTransaction(.immediate) {
        upgrade = try run(in: database, files, making)
        return .commit
      }
      try database.execute(sql: "PRAGMA foreign_keys = ON")
      return upgrade
    }
  }

  private static func run(
    in database: Database, _ files: StoreDirectory, _ making: StoreMaking
  ) throws -> SchemaUpgrade? {
    let found = try Schema.storedVersion(database)
    // The file of a making that was cut off.
    if found == 0, making == .never, try !Schema.isOurs(database), try Schema.isEmpty(database) {
      throw files.noStore
    }
    guard found > 0 && found < Schema.version else {
      try Schema.migrate(database, subject: files.subject)
      return nil
    }
    if let process = try DatabaseUsers.other(of: files.database) {
      throw UpgradeHindered(process: process, subject: files.subject)
    }
    let copy = "\(files.path)/\(prefix)\(Schema.version)"
    try copyDatabase(of: files, to: copy)
    try Schema.migrate(database, subject: files.subject)
    return SchemaUpgrade(from: found, to: Schema.version, copy: copy)
  }

  /// The copies of upgrades before this one.
  func removeOlderCopies() throws(SystemError) {
    let directory = String(copy.prefix(copy.count - Self.name(of: copy).count - 1))
    for path in try Self.copies(in: directory) where path != copy { unlink(path) }
  }

  /// The copies that upgrades have left in a store.
  static func copies(in directory: String) throws(SystemError) -> [String] {
    try PrivateDirectory.names(in: directory, subject: "store " + directory)
      .filter(isCopy).sorted().map { directory + "/" + $0 }
  }

  /// A file of that name is such a copy, or one that was not finished.
  static func isCopy(_ name: String) -> Bool {
    name.wholeMatch(of: /minicrm\.sqlite\.before-[0-9]+(?:\.new)?/) != nil
  }

  private static func copyDatabase(of files: StoreDirectory, to target: String) throws {
    // The transaction that is under way has changed nothing yet; this reads what came before it.
    let source = try DatabaseQueue(path: files.database, configuration: .store(readonly: true))
    let unfinished = target + ".new"
    try DatabaseCopy.make(of: source, at: unfinished, subject: files.subject).check()
    guard rename(unfinished, target) == 0 else {
      throw StoreError.system(.last, "rename to \(target)", subject: files.subject)
    }
    try Durability.sync(directory: files.path)
  }

  private static func name(of path: String) -> Substring {
    path.split(separator: "/").last ?? ""
  }
}
