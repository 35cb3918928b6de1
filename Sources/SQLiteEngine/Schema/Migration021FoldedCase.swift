import Foundation
import GRDB
import Records

/// The words of entries in the log's index with their case folded instead of lowered: ς is σ.
///
/// The two differ in few characters, and only entries that hold one of them change.
enum Migration021FoldedCase: Migration {
  static func apply(to database: Database) throws {
    let removal = try database.makeStatement(
      sql: "INSERT INTO logIndex (logIndex, rowid, terms) VALUES ('delete', ?, ?)")
    let insertion = try database.makeStatement(
      sql: "INSERT INTO logIndex (rowid, terms) VALUES (?, ?)")
    let entries = try Row.fetchCursor(
      database,
      sql: """
        SELECT company, place, ifnull(text, '') || ifnull(' ' || reference, '') AS words
        FROM logEntry WHERE text GLOB ?1 OR reference GLOB ?1
        """, arguments: [changed])
    while let entry = try entries.next() {
      let terms = LogIndexTerms(CompanyID(rawValue: entry["company"]))
      let words: String = entry["words"]
      let row = -(entry["place"] as Int64)
      let lowered = words.lowercased().precomposedStringWithCanonicalMapping
      try removal.execute(arguments: [row, terms.terms([], folded: lowered.unicodeScalars)])
      try insertion.execute(arguments: [row, terms.terms([], text: words)])
    }
  }

  /// The characters that are folded to another than they are lowered to.
  private static let changed = "*[µſςϐϑϕϖϰϱϵᲀ-ᲈẛ]*"
}
