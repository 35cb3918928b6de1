import Foundation
import GRDB
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

/// A store with mails of one company, as a program left it for which reasons were sentences; it
/// goes with the last reference.
final class OlderMails: Sendable {
  let directory: String

  init() throws {
    directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let version = try #require(
      Schema.migrations.firstIndex { "\($0)" == "Migration018Reasons" })
    try write { database in
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      for migration in Schema.migrations.prefix(version) { try migration.apply(to: database) }
      try database.execute(
        sql: """
          PRAGMA user_version = \(version);
          INSERT INTO company (id, slug, name, language, timeZone, token)
          VALUES (1, 'acme', 'Acme Oy', 'fi', 'Europe/Helsinki', 'aaaaaaaaaaaaaaaaaaaaaaaaaa');
          INSERT INTO blob VALUES (zeroblob(32), 1)
          """)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// `raw`: its bytes are kept.
  func add(_ verdict: MailVerdict, _ reason: String, raw: Bool = false) throws {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO mail (company, verdict, reason, size, receivedAt, fetched, raw)
          VALUES (?, ?, ?, 1, 1, 1, iif(?, zeroblob(32), NULL))
          """, arguments: [verdict == .unroutable ? nil : 1, verdict.rawValue, reason, raw])
    }
  }

  /// A further part of the first mail.
  func addPart(_ reason: String) throws {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO part (mail, position, path, mediaType, size, verdict, reason)
          SELECT 1, count(*), '1', 'text/plain', 1, 'body', ? FROM part
          """, arguments: [reason])
    }
  }

  func execute(_ sql: String) throws {
    try write { try $0.execute(sql: sql) }
  }

  private func write(_ body: (Database) throws -> Void) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(
      path: directory + "/minicrm.sqlite", configuration: configuration)
    try queue.inDatabase(body)
    try queue.close()
  }
}
