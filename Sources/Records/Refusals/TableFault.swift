/// A table in a file, or a record of one, that can't be read; fields count from 1.
package enum TableFault: Sendable, Hashable {
  case empty
  /// The bytes aren't text.
  case notText
  /// The text is in none of the encodings that are read.
  case unknownEncoding
  case quoteInside(field: Int)
  case behindQuote(field: Int)
  case openQuote(field: Int)
  case wrongCount(columns: Int, fields: Int)
}
