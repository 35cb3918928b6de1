import Foundation
import Records

/// The place of the scrub that reads a share at a time.
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
  init?(in transaction: Transaction) throws {
    guard let row = try transaction.row("SELECT position, endedAt FROM scrub") else {
      return nil
    }
    position = row["position"]
    endedAt = row["endedAt"]
  }

  func store(in transaction: Transaction) throws {
    try transaction.run(
      """
      INSERT INTO scrub (id, position, endedAt) VALUES (1, \(position), \(endedAt))
      ON CONFLICT DO UPDATE SET position = excluded.position, endedAt = excluded.endedAt
      """)
  }

  /// In the middle of a share.
  static func move(to position: Int64, in transaction: Transaction) throws {
    try transaction.run(
      """
      INSERT INTO scrub (id, position) VALUES (1, \(position))
      ON CONFLICT DO UPDATE SET position = excluded.position
      """)
  }
}
