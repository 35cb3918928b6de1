import GRDB

/// A row of the log's index, or the part of one that is an entry of one company.
struct LogIndexRow: Sendable {
  let id: Int64
  var terms: String

  func insert(in database: Database) throws {
    try database.run("INSERT INTO logIndex (rowid, terms) VALUES (?, ?)", id, terms)
  }
}
