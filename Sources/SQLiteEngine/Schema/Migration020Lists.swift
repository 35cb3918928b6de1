import Foundation
import GRDB
import Records

/// The order of lists that are read a page at a time: the keys that names sort by, see `SortKey`,
/// and indexes in the order of the lists that had none.
enum Migration020Lists: Migration {
  static func apply(to database: Database) throws {
    let key = DatabaseFunction("sortKey", argumentCount: 1, pure: true) { values in
      String.fromDatabaseValue(values[0]).map { Data(SortKey($0).bytes) }
    }
    database.add(function: key)
    defer { database.remove(function: key) }
    for table in ["customer", "contact", "person"] {
      try database.execute(
        sql: """
          -- What the name sorts by.
          ALTER TABLE \(table) ADD COLUMN nameKey BLOB NOT NULL DEFAULT x'';
          UPDATE \(table) SET nameKey = sortKey(name);
          """)
    }
    try database.execute(sql: indexes)
  }

  private static let indexes = """
    DROP INDEX customerByName;
    CREATE INDEX customerByName ON customer (company, nameKey, id);
    DROP INDEX contactByName;
    CREATE INDEX contactByName ON contact (company, nameKey, id) WHERE removed = 0;
    CREATE INDEX contactOfCustomerByName ON contact (company, customer, nameKey, id)
      WHERE removed = 0;
    CREATE INDEX personByName ON person (company, nameKey, id);
    CREATE INDEX reminderByMoment ON reminder (moment, id);
    """
}
