/// A header of a table in a file by which its rows can't be read.
package enum ColumnFault: Sendable, Hashable {
  /// Counts from 1.
  case nameless(Int)
  case repeated(String)
  /// No field has the name of the columns.
  case unknown([String], known: [String])
  /// A column was chosen for a field, and the file has none of that name.
  case notThere(String)
  /// A column was chosen for a field that records of the kind don't have.
  case noField(String, known: [String])
  /// One of them has to be there.
  case missing([String])
}
