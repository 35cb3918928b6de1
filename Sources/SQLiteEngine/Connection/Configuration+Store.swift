import CSQLite
import GRDB

extension Configuration {
  /// The configuration of every connection to a store's database. A connection brings nothing of
  /// the write-ahead log into the database by itself, neither after a commit nor when it closes;
  /// see `Checkpoints`.
  static func store(readonly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(30)
    configuration.prepareDatabase { database in
      minicrm_sqlite_no_checkpoint_on_close(database.sqliteConnection)
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
    }
    return configuration
  }
}
