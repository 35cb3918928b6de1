/// A header of a table in a file by which its rows can't be read.
package enum ColumnFault: Sendable, Hashable {
  /// Counts from 1.
  case nameless(Int)
  case repeated(String)
  case unknown(String, known: [String])
  /// One of them has to be there.
  case missing([String])
}
