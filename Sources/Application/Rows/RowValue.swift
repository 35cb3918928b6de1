/// A row, or a value in it, as programs get it: fields keep the order of the contract, and what is
/// absent is null, never a missing key.
package enum RowValue: Sendable, Hashable {
  case null
  case flag(Bool)
  case integer(Int64)
  case text(String)
  case list([RowValue])
  case fields([RowField])

  /// The row, or the list of rows, that `value` encodes.
  package init(_ value: some Encodable) throws {
    self = try RowEncoder.value(of: value)
  }
}

/// One field of a row, by its key in the contract.
package struct RowField: Sendable, Hashable {
  package let key: String
  package let value: RowValue

  package init(key: String, value: RowValue) {
    self.key = key
    self.value = value
  }
}
