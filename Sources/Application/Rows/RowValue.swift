import Foundation

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

  /// One line of JSON.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
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

extension RowValue: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .fields(let fields):
      try container.encode(
        Dictionary(fields.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last }))
    }
  }
}
