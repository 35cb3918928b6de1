/// A line of a file that can't be read as an event.
package enum LineFault: Sendable, Hashable {
  case tooLong(mebibytes: Int)
  case notJSON
  case notAnObject
  case unknownKey(String, known: [String])
  case repeatedKey(String)
  /// The line lacks the field's key.
  case missing
  case wrongType
  case unreadable
  case notOneOf([String])
  /// A currency without an amount.
  case currencyAlone
}
