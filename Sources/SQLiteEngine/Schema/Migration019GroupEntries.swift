import GRDB

/// Changes of groups are told in the log.
enum Migration019GroupEntries: Migration {
  static func apply(to database: Database) throws {
    try WordTable(name: "logKind", words: ["groupAdded", "groupRenamed", "groupMoved"])
      .add(to: database)
  }
}
