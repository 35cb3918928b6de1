import GRDB
import Store

@testable import SQLiteEngine

extension Store {
  /// The connections to the database, past all verbs.
  var pool: DatabasePool {
    guard let database = engine as? SQLiteDatabase else {
      preconditionFailure("the store of a test is in SQLite")
    }
    return database.pool
  }
}
