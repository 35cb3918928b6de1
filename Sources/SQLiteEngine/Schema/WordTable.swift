import GRDB

/// A table of the words that a column may hold, which the column refers to as a foreign key.
struct WordTable {
  let name: String
  let words: [String]

  func create(in database: Database) throws {
    try database.execute(
      sql: "CREATE TABLE \(name) (word TEXT PRIMARY KEY CHECK (word <> '')) STRICT, WITHOUT ROWID")
    try add(to: database)
  }

  /// Adds the words to the table that is there.
  func add(to database: Database) throws {
    for word in words {
      try database.execute(sql: "INSERT INTO \(name) VALUES (?)", arguments: [word])
    }
  }
}
