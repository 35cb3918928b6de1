import GRDB

/// A row of the log's index.
struct LogIndexRow: Sendable {
  let id: Int64
  let terms: String

  func insert(in database: Database) throws {
    try database.run("INSERT INTO logIndex (rowid, terms) VALUES (?, ?)", id, terms)
  }
}
