import GRDB

/// The entries of a log whose texts one erasure took. The entry that records the erasure lists
/// them, and the hash chain covers that list: so a text that went without being listed is a fault.
struct ErasedEntries: Hashable {
  /// At least one, ascending.
  let ids: [Int64]

  /// Nil for none.
  init?(_ ids: [Int64]) {
    guard !ids.isEmpty else { return nil }
    self.ids = ids.sorted()
  }

  /// `,12,40,`: so an id is in it when `,id,` is.
  var stored: String { "," + ids.map(String.init).joined(separator: ",") + "," }

  static let recordedSQL =
    "SELECT erases FROM logEntry WHERE company = ? AND erases IS NOT NULL"

  /// The ids of all entries whose erasure the company's log records.
  static func recorded(of company: CompanyID, in database: Database) throws -> Set<Int64> {
    let lists = try String.fetchCursor(
      database, sql: recordedSQL, arguments: [company.rawValue])
    var recorded: Set<Int64> = []
    while let list = try lists.next() {
      recorded.formUnion(list.split(separator: ",").compactMap { Int64($0) })
    }
    return recorded
  }
}
