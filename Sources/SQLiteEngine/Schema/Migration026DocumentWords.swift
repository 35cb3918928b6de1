import GRDB
import Records

/// The words of documents in the log's index, by which they are found.
enum Migration026DocumentWords: Migration {
  static func apply(to database: Database) throws {
    let insertion = try database.makeStatement(
      sql: "INSERT INTO logIndex (rowid, terms) VALUES (?, ?)")
    // In the order of the index's rows, which FTS5 gathers in memory.
    let documents = try Row.fetchCursor(
      database,
      sql: """
        SELECT document.company AS company,
          -((document.receivedAt << 20) + (document.id & 1048575)) AS indexRow,
          ifnull(title || char(10), '') || ifnull(notes || char(10), '') || fileName
            || ifnull(char(10) || mail.sender, '') || ifnull(char(10) || mail.subject, '')
            AS words
        FROM document LEFT JOIN mail ON mail.id = document.mail ORDER BY indexRow
        """)
    while let document = try documents.next() {
      let terms = LogIndexTerms(CompanyID(rawValue: document["company"]), of: .documents)
      try insertion.execute(
        arguments: [document["indexRow"] as Int64, terms.terms([], text: document["words"])])
    }
  }
}
