/// A record of a table in a file that can't be read; fields count from 1.
package enum TableFault: Sendable, Hashable {
  case empty
  case quoteInside(field: Int)
  case behindQuote(field: Int)
  case openQuote(field: Int)
  case wrongCount(columns: Int, fields: Int)
}
