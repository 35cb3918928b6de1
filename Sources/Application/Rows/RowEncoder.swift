import Foundation

/// Makes a `RowValue` of what encodes itself. An instant is ISO 8601 in UTC, in whole seconds; nil
/// is null.
///
/// A row holds values, lists and rows: containers that are nested by hand are a programmer's
/// mistake.
final class RowEncoder: Encoder {
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  fileprivate(set) var value = RowValue.null

  static func value(of value: some Encodable) throws -> RowValue {
    switch value {
    case let text as String: return .text(text)
    case let number as Int64: return .integer(number)
    case let number as Int: return .integer(Int64(number))
    case let number as UInt32: return .integer(Int64(number))
    case let flag as Bool: return .flag(flag)
    case let instant as Date: return .text(instant.formatted(.iso8601))
    default:
      let encoder = RowEncoder()
      try value.encode(to: encoder)
      return encoder.value
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .fields = value {} else { value = .fields([]) }
    return KeyedEncodingContainer(Fields(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    value = .list([])
    return Items(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  fileprivate static func nested() -> Never {
    preconditionFailure("a row's fields are values, lists and rows")
  }
}

extension RowEncoder {
  /// The fields of a row, in the order in which they are encoded.
  private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let codingPath: [any CodingKey] = []
    let encoder: RowEncoder

    private func add(_ key: Key, _ value: RowValue) {
      guard case .fields(var fields) = encoder.value else { return }
      encoder.value = .null
      fields.append(RowField(key: key.stringValue, value: value))
      encoder.value = .fields(fields)
    }

    func encodeNil(forKey key: Key) { add(key, .null) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      add(key, try RowEncoder.value(of: value))
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encode(orNull: value, key) }
    func encodeIfPresent(_ value: String?, forKey key: Key) throws {
      try encode(orNull: value, key)
    }
    func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encode(orNull: value, key) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encode(orNull: value, key) }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws {
      try encode(orNull: value, key)
    }
    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
      try encode(orNull: value, key)
    }

    private func encode<Value: Encodable>(orNull value: Value?, _ key: Key) throws {
      if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func nestedContainer<Other: CodingKey>(
      keyedBy type: Other.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Other> { nested() }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { nested() }
    func superEncoder() -> any Encoder { nested() }
    func superEncoder(forKey key: Key) -> any Encoder { nested() }
  }

  /// The items of a list.
  private struct Items: UnkeyedEncodingContainer {
    let codingPath: [any CodingKey] = []
    let encoder: RowEncoder
    private(set) var count = 0

    init(encoder: RowEncoder) { self.encoder = encoder }

    private mutating func add(_ value: RowValue) {
      guard case .list(var items) = encoder.value else { return }
      encoder.value = .null
      items.append(value)
      encoder.value = .list(items)
      count += 1
    }

    mutating func encodeNil() { add(.null) }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
      add(try RowEncoder.value(of: value))
    }

    func nestedContainer<Key: CodingKey>(
      keyedBy type: Key.Type
    ) -> KeyedEncodingContainer<Key> { nested() }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested() }
    func superEncoder() -> any Encoder { nested() }
  }

  /// One value.
  private struct Single: SingleValueEncodingContainer {
    let codingPath: [any CodingKey] = []
    let encoder: RowEncoder

    func encodeNil() { encoder.value = .null }

    func encode<Value: Encodable>(_ value: Value) throws {
      encoder.value = try RowEncoder.value(of: value)
    }
  }
}
