import GRDB

/// One index of documents by content instead of two: a digest hits any page of it, and a mail in
/// pays for each.
///
/// The step used to spell out the lists of words in the schema's text too; `Migration009Words`
/// makes those tables anew, so that stores with and without that are the same after it.
enum Migration008Insertions: Migration {
  static func apply(to database: Database) throws {
    try database.execute(sql: indexes)
  }

  private static let indexes = """
    DROP INDEX documentByContent;
    DROP INDEX documentByBlob;
    CREATE INDEX documentByContent ON document (sha256, company);
    """
}
