import Records
import Store

/// The index of the logs: a full-text table (FTS5) with a row for each entry, whose rowid is the
/// entry's place, negated: FTS5 walks its lists forwards almost twice as fast as backwards, and
/// people want the newest first.
struct SQLiteLogIndex: LogIndexing {
  let connection: SQLiteConnection

  func walk(
    _ expressions: [String], from first: LogPlace, before end: LogPlace,
    _ body: (LogPlace) throws -> Bool
  ) throws {
    let all = expressions.joined(separator: " AND ")
    try connection.step(
      """
      SELECT rowid FROM logIndex
      WHERE logIndex MATCH \(all) AND rowid > \(-end.rawValue) AND rowid <= \(-first.rawValue)
      ORDER BY rowid
      """
    ) { try body(LogPlace(rawValue: -$0["rowid"])) }
  }

  func insert(_ row: LogIndexRow) throws {
    try connection.step("INSERT INTO logIndex (rowid, terms) VALUES (\(row.id), \(row.terms))") {
      _ in false
    }
  }

  /// FTS5 holds no terms by entry: it has to be told the terms that it is to take out.
  func remove(_ row: LogIndexRow) throws {
    try connection.step(
      "INSERT INTO logIndex (logIndex, rowid, terms) VALUES ('delete', \(row.id), \(row.terms))"
    ) { _ in false }
  }
}
