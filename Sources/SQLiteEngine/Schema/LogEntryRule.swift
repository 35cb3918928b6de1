import GRDB

/// The rule that SQLite keeps of the customer log: an entry loses its text, or gets one without a
/// name in its place, and nothing else of it changes, and only when a later entry of the same log
/// says so, in what the hash chain covers.
enum LogEntryRule {
  /// The columns that an erasure writes.
  private static let erasable: Set = ["text", "textSalt", "erasedBy", "maskDigest"]

  /// Makes the rule anew over the columns that the table has now. A migration that adds a column
  /// calls this, and the column never changes either.
  static func renew(in database: Database) throws {
    let kept = try database.columns(in: "logEntry").map(\.name).filter { !erasable.contains($0) }
      .map { "NEW.\($0) IS OLD.\($0)" }.joined(separator: " AND ")
    try database.execute(
      sql: """
        DROP TRIGGER IF EXISTS logEntryNeverChanged;
        CREATE TRIGGER logEntryNeverChanged BEFORE UPDATE ON logEntry
        WHEN NOT (
          OLD.text IS NOT NULL AND NEW.erasedBy IS NOT NULL
          AND ifnull((SELECT
              iif(NEW.text IS NULL, instr(erases, ',' || OLD.id || ','),
                instr(masks, ',' || OLD.id || ':' || hex(NEW.maskDigest) || ','))
            FROM logEntry WHERE company = OLD.company AND number = NEW.erasedBy), 0) > 0
          AND \(kept))
        BEGIN SELECT RAISE(ABORT, 'the customer log is never changed'); END;
        """)
  }
}
