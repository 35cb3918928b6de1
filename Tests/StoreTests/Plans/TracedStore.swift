import Foundation
import GRDB
import Records
import Synchronization

@testable import SQLiteEngine
@testable import Store

/// A store that notes every statement it runs.
struct TracedStore: Sendable {
  let store: Store
  private let texts: StatementTexts

  /// Opens the store of a fixture once more, on connections of its own.
  init(_ fixture: StoreFixture) throws {
    let texts = StatementTexts()
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      database.trace { event in
        if case .statement(let statement) = event { texts.note(statement.sql) }
      }
    }
    let original = fixture.store
    let database = SQLiteDatabase(
      pool: try DatabasePool(
        path: original.pool.path, configuration: configuration),
      directory: original.directory)
    let blobs = BlobStore(
      directory: original.blobs.directory, storeDirectory: original.directory, engine: database)
    store = Store(
      directory: original.directory, spoolDirectory: original.spoolDirectory,
      engine: database, blobs: blobs, reminders: ReminderDefaults())
    self.texts = texts
  }

  /// The statements since the last call that look for rows, each text once; without those that the
  /// full-text index runs on its own tables, and a connection's first look at the schema.
  func takeStatements() -> Set<String> {
    let kinds = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"]
    return texts.take().filter { text in
      kinds.contains { text.hasPrefix($0) } && !text.contains("'logIndex_")
        && !text.contains("sqlite_master")
    }
  }
}

/// SQLite tells of statements on whichever queue a connection has.
private final class StatementTexts: Sendable {
  private let texts = Mutex<Set<String>>([])

  func note(_ text: String) {
    texts.withLock {
      _ = $0.insert(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }

  func take() -> Set<String> {
    texts.withLock { texts in
      defer { texts = [] }
      return texts
    }
  }
}
