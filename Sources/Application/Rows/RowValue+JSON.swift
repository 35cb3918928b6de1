/// Rows as JSON (RFC 8259), written without a dictionary or an encoder between: a feed gives tens
/// of thousands a second.
extension RowValue {
  /// One line, the keys of each row in alphabetical order.
  package func json() -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .flag(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .text(let value): Self.append(value, to: &bytes)
    case .list(let values):
      Self.append(values, between: ("[", "]"), to: &bytes) { $0.append(to: &$1) }
    case .fields(let fields):
      Self.append(
        fields.sorted { $0.key < $1.key }, between: ("{", "}"), to: &bytes
      ) { field, bytes in
        Self.append(field.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        field.value.append(to: &bytes)
      }
    }
  }

  private static func append<Item>(
    _ items: [Item], between ends: (open: Unicode.Scalar, close: Unicode.Scalar),
    to bytes: inout [UInt8], _ write: (Item, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: ends.open))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(item, &bytes)
    }
    bytes.append(UInt8(ascii: ends.close))
  }

  /// Only what RFC 8259, 7, demands is escaped.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x08: bytes += "\\b".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0C: bytes += "\\f".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0..<0x20: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
