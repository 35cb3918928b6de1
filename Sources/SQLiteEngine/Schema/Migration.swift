import GRDB

/// One step of the schema. It is never edited once it has landed: what comes later comes
/// in a file of its own.
protocol Migration: SendableMetatype {
  static func apply(to database: Database) throws
}
