import Records

/// A fact about the database and the logs in it.
package enum StoreFact: Sendable, Hashable {
  case schemaNewer(stored: Int, known: Int)
  case schemaOlder(stored: Int, known: Int)
  case schema(version: Int)
  case journalGuarded(engine: String)
  case journalUnguarded(engine: String)
  /// `deep` where the indexes were compared, too.
  case whole(deep: Bool)
  /// The engine's words.
  case fault(String)
  case logs(count: Int, entries: Int)
  case logBroken(company: String, LogFault)
  case nothingUnfinished
}
