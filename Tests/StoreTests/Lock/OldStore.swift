import Foundation
import GRDB

@testable import SQLiteEngine
@testable import Store

/// A store as the program of release 0.5.0 left it, or another one, empty; it goes with the last
/// reference.
final class OldStore: Sendable {
  static let version = 8

  let directory: String
  var database: String { directory + "/minicrm.sqlite" }

  /// `migration` is the first one that the program didn't know.
  init(before migration: (any Migration.Type)? = nil) throws {
    let known = Schema.migrations.firstIndex { $0 == migration } ?? Self.version
    directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let pool = try DatabasePool(path: database)
    try pool.write { database in
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      for migration in Schema.migrations.prefix(known) {
        try migration.apply(to: database)
      }
      try database.execute(sql: "PRAGMA user_version = \(known)")
    }
    try pool.close()
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  func version() throws -> Int {
    try DatabaseQueue(path: database, configuration: .store(readonly: true))
      .read { try Schema.storedVersion($0) }
  }
}
