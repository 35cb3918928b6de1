import Records

/// The connection of an engine to the store's rows, inside a transaction.
package protocol Connection: AnyObject {
  /// Executes a statement, and gives each of its rows for as long as `row` says true. Throws
  /// `StoreError` where the engine refuses.
  func step(_ sql: SQL, row: (SQLRow) throws -> Bool) throws

  /// Runs a part of the transaction that is undone by itself when it throws.
  func part<Value>(_ body: () throws -> Value) throws -> Value

  /// The id of the row that was inserted last.
  var insertedID: Int64 { get }
  /// The number of rows that the statement before changed.
  var changedRows: Int { get }
  var index: any LogIndexing { get }
}

/// The index that searches of the logs go by, see `LogIndexTerms`.
package protocol LogIndexing {
  /// Gives the places, newest first, from `first` on up to but not including `end`, of the entries
  /// that meet all of `expressions`, for as long as `body` says true.
  func walk(
    _ expressions: [String], from first: LogPlace, before end: LogPlace,
    _ body: (LogPlace) throws -> Bool) throws
  func insert(_ row: LogIndexRow) throws
  /// Takes terms out again that were put in; the index doesn't know them by entry.
  func remove(_ row: LogIndexRow) throws
}
