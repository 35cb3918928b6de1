import Platform

/// A value that is encoded as the text that it is written in.
package protocol WrittenValue: Codable, CustomStringConvertible {
  init?(_ text: String)
}

extension WrittenValue {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "“\(text)” is no \(Self.self)")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension CivilDate: WrittenValue {}
extension TimeOfDay: WrittenValue {}
extension Zone: WrittenValue {}
extension Recurrence: WrittenValue {
  package var description: String { text }
}
