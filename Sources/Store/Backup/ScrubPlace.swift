import Foundation
import GRDB
import Records

/// Where the scrub that reads a share at a time stands.
struct ScrubPlace {
  /// The first four bytes of the SHA-256 to go on at.
  let position: Int64
  /// When the last share was read to its end.
  let endedAt: Date?

  init(position: Int64, endedAt: Date?) {
    self.position = position
    self.endedAt = endedAt
  }

  /// Nil before the first.
  init?(in database: Database) throws {
    guard let row = try Row.fetchOne(database, sql: "SELECT position, endedAt FROM scrub") else {
      return nil
    }
    position = row["position"]
    endedAt = (row["endedAt"] as Int64?).map { Date(timeIntervalSince1970: TimeInterval($0)) }
  }

  func store(in database: Database) throws {
    try database.run(
      """
      INSERT INTO scrub (id, position, endedAt) VALUES (1, ?, ?)
      ON CONFLICT DO UPDATE SET position = excluded.position, endedAt = excluded.endedAt
      """,
      position, endedAt?.storedSeconds)
  }

  /// In the middle of a share.
  static func move(to position: Int64, in database: Database) throws {
    try database.run(
      """
      INSERT INTO scrub (id, position) VALUES (1, ?)
      ON CONFLICT DO UPDATE SET position = excluded.position
      """,
      position)
  }
}
