import Foundation

/// A value of the commands' JSON. Absent values are null, never missing keys.
enum JSONValue: Sendable, Hashable {
  case null
  case flag(Bool)
  case integer(Int64)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(_ text: String?) { self = text.map(JSONValue.text) ?? .null }
  init(_ number: Int64?) { self = number.map(JSONValue.integer) ?? .null }
  init(_ number: UInt32?) { self.init(number.map { Int64($0) }) }

  /// An instant: ISO 8601 in UTC, whole seconds.
  init(_ instant: Date?) { self = instant.map { JSONValue($0) } ?? .null }
  init(_ instant: Date) { self = .text(instant.formatted(.iso8601)) }

  /// One line of JSON.
  func encoded() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension JSONValue: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let values): try container.encode(values)
    }
  }
}
